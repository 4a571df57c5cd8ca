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
  'trouble.email-claimed':
    'Email ini sedang menunggu konfirmasi untuk akun lain. Silakan hubungi layanan pelanggan kami.',
  'trouble.email-already-yours': 'Anda sudah masuk dengan email ini.',
  'trouble.phone-in-use':
    'Nomor telepon ini sudah dipakai akun lain. Silakan hubungi layanan pelanggan kami.',
  'trouble.phone-claimed':
    'Nomor telepon ini sedang menunggu konfirmasi untuk akun lain. Silakan hubungi layanan pelanggan kami.',
  'trouble.phone-already-yours': 'Anda sudah masuk dengan nomor telepon ini.',
  'trouble.phone-holder-must-agree':
    'Nomor telepon ini dipakai untuk masuk ke akun lain, dan akun itu harus setuju dulu. Masukkan kode yang kami kirim ke salah satu kontak akun tersebut.',
  'trouble.change-already-pending':
    'Email atau nomor telepon baru sudah menunggu konfirmasi. Konfirmasi atau batalkan dulu.',
  'trouble.wrong-password': 'Kata sandi Anda saat ini salah.',
  'trouble.not-changeable-now':
    'Saat ini hal itu tidak bisa diubah di sini. Tidak ada yang berubah. Silakan hubungi layanan pelanggan kami.',
  'trouble.changes-stopped':
    'Untuk sementara tidak bisa ada perubahan. Tidak ada yang berubah. Silakan coba lagi nanti.',
  'trouble.account-opposed':
    'Seseorang memberi tahu kami bahwa perubahan pada akun ini bukan dilakukan olehnya. Silakan hubungi layanan pelanggan kami.',
  'trouble.code-not-accepted':
    'Kode ini tidak berlaku. Periksa kode dan nomor referensinya, atau minta kode baru.',
  'trouble.code-too-soon': 'Kode baru saja dikirim. Tunggu dulu sebelum meminta yang lain.',
  'trouble.code-limit-reached':
    'Hari ini tidak bisa mengirim kode lagi. Silakan hubungi layanan pelanggan kami.',
  'trouble.link-not-accepted': 'Tautan ini sudah tidak berlaku. Silakan minta yang baru.',
  'trouble.password-too-weak':
    'Kata sandi ini terlalu mudah ditebak. Pilih yang lebih panjang atau kurang umum.',
  'trouble.picture-unreadable': 'Salah satu foto tidak terbaca. Silakan ambil lagi.',
  'trouble.picture-heic':
    'Salah satu foto berjenis yang tidak bisa kami baca. Silakan ambil di sini dengan kamera.',
  'trouble.picture-pdf': 'Berkas seperti itu tidak bisa kami terima. Silakan kirim foto kartunya.',
  'trouble.picture-too-large': 'Salah satu foto terlalu besar. Silakan ambil yang lebih kecil.',
  'trouble.uploads-busy': 'Sedang banyak foto yang masuk. Silakan coba lagi sebentar lagi.',
  'trouble.database-unavailable':
    'Saat ini tidak bisa dilakukan. Tidak ada yang berubah. Silakan coba sebentar lagi.',
};
