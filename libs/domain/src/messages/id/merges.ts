import type { MergeTexts } from '../texts.ts';

const CALL =
  'Jika Anda tidak tahu tentang hal ini, atau salah satu akun itu bukan milik Anda, segera telepon layanan pelanggan kami, atau balas pesan ini. Jangan menunggu.';
const OBJECT = [
  'Jika Anda tidak tahu tentang hal ini, atau salah satu akun itu bukan milik Anda, segera beri tahu kami. Jangan menunggu.\nIni bukan saya: {objection}\nAnda juga bisa menelepon layanan pelanggan kami, atau membalas pesan ini.',
  CALL,
];
const SMS_CALL = 'Bukan Anda? Segera telepon layanan pelanggan kami.';
const SMS_OBJECT = ['Ini bukan saya: {objection}', SMS_CALL];

/** What is told about a merge and about its undoing, in Indonesian. */
export const merges: MergeTexts = {
  'accounts-merged': {
    subject: '{shop}: dua akun Anda kini menjadi satu',
    email: [
      'Dua akun milik Anda telah digabung menjadi satu. Pesanan, alamat, poin, dan saldo dari keduanya ada di sana.',
      'Untuk masuk sekarang: {logins}\nDigabung pada: {at}',
      'Anda sudah keluar dari semua perangkat. Dari dua kata sandi, hanya satu yang masih berlaku. Jika kata sandi Anda tidak bisa dipakai, buat yang baru di sini:\n{forgot}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: dua akun Anda kini menjadi satu. Masuk dengan {logins}.',
      'Hanya satu kata sandi yang berlaku.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'merge-undone': {
    subject: '{shop}: akun Anda kembali menjadi dua',
    email: [
      'Dua akun yang pernah digabung kini terpisah lagi, masing-masing dengan isinya sendiri.',
      ['Untuk masuk ke akun yang dikembalikan: {logins}\nDipisahkan pada: {at}', 'Dipisahkan pada: {at}'],
      'Akun yang dikembalikan belum punya kata sandi. Buat yang baru dengan email akun itu di sini:\n{forgot}\nJika akun itu tidak punya email, telepon layanan pelanggan kami.',
      'Anda sudah keluar dari semua perangkat. Untuk akun yang lain, Anda masuk seperti biasa.',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}: sejak {at} akun Anda terpisah lagi.',
      [
        'Yang dikembalikan ({logins}) tanpa kata sandi: {forgot}',
        'Yang dikembalikan tanpa kata sandi: {forgot}',
      ],
      SMS_CALL,
      '{never}',
    ],
  },
};
