import type { frame as english } from '../en/frame.ts';
import type { Translated } from '../texts.ts';

export const frame: Translated<typeof english> = {
  brand: 'Akun Anda',
  'language.label': 'Bahasa',
  'staff.never':
    'Staf kami tidak pernah meminta kata sandi Anda. Jangan pernah memberitahukannya kepada siapa pun.',
  busy: 'Mohon tunggu…',
  loading: 'Memuat…',
  'missing.heading': 'Halaman tidak ditemukan',
  'missing.text': 'Periksa alamatnya, atau buka lagi tautan dari pesan Anda.',
  'field.code': 'Ketik 6 angka dari pesan.',
  'field.reference': 'Ketik nomor referensi dari pesan.',
  'field.spokenCode': 'Ketik kode yang disebutkan kepada Anda.',
  'field.email': 'Ketik alamat email Anda, misalnya name@example.com.',
  'field.login': 'Ketik email, nomor telepon, atau nama pengguna Anda.',
  'field.password': 'Ketik kata sandi.',
  'field.token': 'Buka lagi tautan dari pesan.',
  'field.phone': 'Ketik nomor telepon, dengan kode negara bila perlu.',
  'field.wishedAt': 'Pilih waktu dalam beberapa hari ke depan, atau kosongkan.',
};
