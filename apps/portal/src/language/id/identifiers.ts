import type { identifiers as english } from '../en/identifiers.ts';
import type { Translated } from '../texts.ts';

export const identifiers: Translated<typeof english> = {
  'confirm.heading': 'Konfirmasi email Anda',
  'confirm.intro':
    'Tekan tombol untuk mengonfirmasi bahwa email ini milik Anda. Setelah itu Anda bisa masuk dengan email ini.',
  'confirm.caution': 'Jika Anda tidak memintanya, tutup halaman ini: tidak akan terjadi apa-apa.',
  'confirm.button': 'Konfirmasi email saya',
  'confirm.to-code': 'Saya punya kode sebagai gantinya',
  'confirm.no-link':
    'Halaman ini memerlukan tautan dari pesan Anda. Buka lagi tautan dari pesan itu, atau pakai kode di dalamnya.',
  'confirm.done.heading': 'Email Anda sudah dikonfirmasi',
  'confirm.done.text': 'Mulai sekarang Anda bisa masuk dengan email itu.',
  'confirm.done.to-forgot': 'Saya tidak tahu kata sandi saya',
};
