import type { trouble as english } from '../en/trouble.ts';
import type { Translated } from '../texts.ts';

export const trouble: Translated<typeof english> = {
  'trouble.heading': 'Tidak berhasil',
  'trouble.unreachable':
    'Kami tidak mendapat jawaban. Sejauh yang kami tahu, tidak ada yang berubah. Yang Anda ketik masih ada di sini: silakan coba lagi. Ini tidak akan dilakukan dua kali.',
  'trouble.no-answer': 'Kami tidak mendapat jawaban. Periksa koneksi Anda, lalu coba lagi.',
  'trouble.other': 'Terjadi kesalahan. Tidak ada yang berubah. Silakan coba lagi.',
  'trouble.invalid-input': 'Periksa lagi yang Anda ketik.',
  'trouble.request-in-flight': 'Permintaan Anda masih diproses. Silakan coba sebentar lagi.',
  'trouble.overtaken':
    'Ada perubahan lain pada saat yang sama, jadi di sini tidak ada yang berubah. Silakan coba lagi.',
  'trouble.signed-out': 'Silakan masuk dulu.',
  'trouble.wrong-credentials': 'Nama atau kata sandi salah. Periksa keduanya, atau buat kata sandi baru.',
  'trouble.too-many-tries': 'Terlalu banyak percobaan. Tunggu beberapa saat sebelum mencoba lagi.',
  'trouble.cross-site': 'Buka lagi halaman ini dari awal, lalu coba sekali lagi.',
  'trouble.account-not-active': 'Akun ini sedang tidak bisa dipakai. Silakan hubungi layanan pelanggan kami.',
  'trouble.account-locked': 'Akun ini sedang dikunci. Silakan hubungi layanan pelanggan kami.',
  'trouble.email-in-use': 'Email ini sudah dipakai akun lain. Silakan hubungi layanan pelanggan kami.',
  'trouble.code-not-accepted':
    'Kode ini tidak berlaku. Periksa kode dan nomor referensinya, atau minta kode baru.',
  'trouble.code-too-soon': 'Kode baru saja dikirim. Tunggu dulu sebelum meminta yang lain.',
  'trouble.code-limit-reached':
    'Hari ini tidak bisa mengirim kode lagi. Silakan hubungi layanan pelanggan kami.',
  'trouble.link-not-accepted': 'Tautan ini sudah tidak berlaku. Silakan minta yang baru.',
  'trouble.password-too-weak':
    'Kata sandi ini terlalu mudah ditebak. Pilih yang lebih panjang atau kurang umum.',
  'trouble.database-unavailable':
    'Saat ini tidak bisa dilakukan. Tidak ada yang berubah. Silakan coba sebentar lagi.',
};
