import type { signIn as english } from '../en/sign-in.ts';
import type { Translated } from '../texts.ts';

export const signIn: Translated<typeof english> = {
  'sign-in.heading': 'Masuk',
  'sign-in.button': 'Masuk',
  'sign-in.login': 'Email, nomor telepon, atau nama pengguna',
  'sign-in.password': 'Kata sandi',
  'sign-in.to-forgot': 'Lupa kata sandi?',
  'sign-in.to-code': 'Saya punya kode',
  'to-sign-in': 'Ke halaman masuk',
  'notice.signed-out': 'Anda sudah keluar.',
  'notice.session-ended': 'Silakan masuk untuk melihat halaman ini.',
};
