import type { credentials as english } from '../en/credentials.ts';
import type { Translated } from '../texts.ts';

export const credentials: Translated<typeof english> = {
  'forgot.heading': 'Lupa kata sandi?',
  'forgot.intro': 'Ketik email Anda. Kami akan mengirim kode ke sana, lalu Anda membuat kata sandi baru.',
  'forgot.email': 'Alamat email',
  'forgot.button': 'Kirimi saya kode',
  'forgot.to-code': 'Saya punya kode untuk kata sandi baru',
  'reset.heading': 'Buat kata sandi baru',
  'reset.look-in-mail':
    'Sekarang periksa email Anda. Jika email ini terdaftar pada sebuah akun, pesan berisi kode sedang dikirim. Periksa juga folder spam.',
  'reset.intro.link': 'Pilih kata sandi baru untuk akun Anda.',
  'reset.intro.code': 'Ketik kode dari pesan yang kami kirim, lalu pilih kata sandi baru.',
  'reset.password': 'Kata sandi baru',
  'reset.password-hint': 'Beberapa kata yang tidak saling berhubungan mudah diingat dan sulit ditebak.',
  'reset.effect': 'Saat Anda menyimpan, Anda akan keluar dari semua perangkat.',
  'reset.button': 'Simpan kata sandi baru',
  'reset.ask-again': 'Kirimi saya pesan baru',
  'reset.done.heading': 'Kata sandi Anda sudah diganti',
  'reset.done.text':
    'Semua sesi Anda diakhiri di setiap perangkat. Masuklah dengan kata sandi baru untuk melanjutkan.',
  'password.show': 'Lihat',
  'password.show-long': 'Lihat kata sandi',
  'password.hide': 'Sembunyikan',
  'password.hide-long': 'Sembunyikan kata sandi',
  'strength.label': 'Kekuatan kata sandi: {level} dari 4',
  'strength.longer': 'Terlalu mudah ditebak. Buat lebih panjang.',
  'strength.less-common': 'Terlalu mudah ditebak. Pakai yang tidak umum.',
  'strength.good': 'Kata sandi ini bagus.',
};
