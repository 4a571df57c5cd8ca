import type { cases as english } from '../en/cases.ts';
import type { Translated } from '../texts.ts';

export const cases: Translated<typeof english> = {
  'call-back.to': 'Email atau nomor ponsel Anda berubah?',
  'call-back.heading': 'Kami bisa menelepon Anda',
  'call-back.intro':
    'Jika Anda tidak bisa lagi memakai email atau nomor ponsel yang lama, tinggalkan nomor telepon. Layanan pelanggan kami akan menelepon dan membantu Anda masuk kembali ke akun Anda.',
  'call-back.phone': 'Nomor yang bisa dihubungi',
  'call-back.phone-hint': 'Sertakan kode negara jika itu nomor luar negeri.',
  'call-back.time': 'Waktu yang cocok untuk Anda (boleh dikosongkan)',
  'call-back.time-hint': 'Kosongkan jika Anda ingin ditelepon secepatnya.',
  'call-back.button': 'Telepon saya',
  'call-back.done.heading': 'Kami akan menelepon Anda',
  'call-back.done.text':
    'Terima kasih. Layanan pelanggan kami akan menelepon nomor yang Anda tinggalkan begitu giliran Anda tiba.',
};
