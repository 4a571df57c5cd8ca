import type { verification as english } from '../en/verification.ts';
import type { Translated } from '../texts.ts';

export const verification: Translated<typeof english> = {
  'code.heading': 'Masukkan kode Anda',
  'code.intro': 'Ketik 6 angka dari pesan yang kami kirim kepada Anda.',
  'code.caution':
    'Lakukan ini hanya jika Anda sendiri yang menghubungi kami. Jika tidak, jangan ketik kodenya.',
  'code.code': 'Kode 6 angka',
  'code.reference': 'Nomor referensi',
  'code.reference-hint': 'Ada di pesan yang sama dengan kodenya.',
  'code.change-reference': 'Pakai nomor referensi lain',
  'code.button': 'Kirim kode',
  'code.accepted.heading': 'Kode Anda diterima',
  'code.accepted.evidence':
    'Terima kasih. Layanan pelanggan kami sudah bisa melihatnya. Jika Anda sedang menelepon kami, silakan lanjutkan percakapan.',
  'code.accepted.email-confirmation':
    'Email Anda sudah dikonfirmasi. Mulai sekarang Anda bisa masuk dengan email itu.',
  'code.accepted.phone-confirmation':
    'Nomor telepon Anda sudah dikonfirmasi. Mulai sekarang Anda bisa masuk dengan nomor itu.',
  'code.accepted.waits-for-agreement':
    'Nomor telepon Anda sudah dikonfirmasi. Nomor itu masih dipakai untuk masuk ke akun lain, jadi kami mengirim kode ke salah satu kontak akun tersebut. Nomor itu pindah setelah kode itu dimasukkan di sini.',
  'code.accepted.identifier-move':
    'Terima kasih. Sekarang kami tahu bahwa kontak ini milik Anda. Jika Anda sedang menelepon kami, silakan lanjutkan percakapan.',
};
