import type { documents as english } from '../en/documents.ts';
import type { Translated } from '../texts.ts';

/** The Indonesian texts of the page where an identity document is sent in. */
export const documents: Translated<typeof english> = {
  'document.heading': 'Kirim kartu identitas Anda',
  'document.what-for':
    'Layanan pelanggan kami meminta foto kartu identitas Anda agar yakin bahwa akun itu milik Anda. Foto itu tidak dipakai untuk hal lain.',
  'document.who-sees': 'Hanya dua orang dari staf kami yang melihatnya.',
  'document.deleted': 'Kami menghapusnya {hours} jam setelah mereka memutuskan.',
  'document.cover':
    'Anda boleh menutupi yang tidak kami perlukan, misalnya nomor kartu. Nama dan wajah Anda harus terlihat.',
  'document.how':
    'Ambil atau pilih paling banyak {most} foto, misalnya bagian depan dan belakang. Semuanya harus tajam dan tidak silau.',
  'document.take': 'Ambil foto',
  'document.choose': 'Pilih foto',
  'document.picture': 'Foto {number}',
  'document.remove': 'Hapus foto {number} dan ambil lagi',
  'document.enough': 'Sudah {most} foto, tidak bisa lebih. Hapus satu untuk mengambil yang lain.',
  'document.none': 'Ambil atau pilih foto dulu.',
  'document.unreadable': 'Berkas ini bukan foto yang bisa dibaca di sini. Silakan ambil fotonya lagi.',
  'document.send': 'Kirim semua foto',
  'document.sending': '{percent} % terkirim',
  'document.until': 'Anda bisa mengirimnya sampai {at}.',
  'document.done.heading': 'Terima kasih, foto Anda sudah kami terima',
  'document.done.text':
    'Layanan pelanggan kami sedang melihatnya. Jika Anda sedang menelepon kami, silakan lanjutkan.',
  'document.no-link': 'Mintalah tautan baru kepada layanan pelanggan kami.',
  'document.by-code': 'Layanan pelanggan kami menyebutkan nomor referensi dan kode. Ketik keduanya di sini.',
  'document.go-on': 'Lanjutkan',
  'document.reference': 'Nomor referensi kasus Anda',
  'document.reference-hint': 'Delapan huruf dan angka, misalnya {example}.',
  'document.code': 'Kode yang disebutkan',
  'document.code-hint': 'Hanya berlaku sebentar.',
};
