import type { security as english } from '../en/security.ts';
import type { Translated } from '../texts.ts';

export const security: Translated<typeof english> = {
  'security.heading': 'Masuk & keamanan',
  'security.name': 'Nama',
  'security.email': 'Email',
  'security.phone': 'Nomor ponsel',
  'security.username': 'Nama pengguna',
  'security.password': 'Kata sandi',
  'security.none': 'Belum ada',
  'security.others': 'Bisa juga dipakai untuk masuk: {logins}',
  'security.replaces-all': 'Yang baru menggantikan semuanya.',
  'security.password-set': 'Terakhir diubah pada {date}',
  'security.change': 'Ubah',
  'security.add': 'Tambahkan',
  'security.close': 'Tutup',
  'security.save': 'Simpan',
  'security.new-email': 'Email baru',
  'security.new-phone': 'Nomor ponsel baru',
  'security.email-hint':
    'Kami mengirim kode ke sana. Perubahan berlaku setelah Anda mengetik kode itu di sini.',
  'security.phone-hint':
    'Kami mengirim kode lewat pesan singkat ke sana. Awali dengan + dan kode negara jika nomornya dari luar negeri.',
  'security.current': 'Kata sandi saat ini',
  'security.first-name': 'Nama depan',
  'security.last-name': 'Nama belakang',
  'security.send-code': 'Kirimi saya kode',
  'security.code-sent': 'Jika kode bisa dikirim ke sana, kodenya sedang dalam perjalanan. Ketik di bawah.',
  'security.confirm': 'Konfirmasi',
  'security.resend': 'Kirim kode lagi',
  'security.withdraw': 'Batalkan perubahan ini',
  'security.cancelled': 'Perubahan dibatalkan.',
  'security.waits.code': '{value} menunggu konfirmasi sampai {date}. Ketik 6 angka yang kami kirim ke sana.',
  'security.waits.agreement':
    '{value} sudah dikonfirmasi. Nomor itu masih dipakai untuk masuk ke akun lain, jadi kami mengirim kode ke salah satu kontak akun tersebut. Nomor itu pindah ke sini setelah kode itu dimasukkan.',
  'security.waits.held':
    '{value} sudah dikonfirmasi. Demi keamanan akun Anda, perubahan ini baru berlaku pada {date}.',
  'security.waits.desk':
    'Perubahan ini diminta lewat layanan pelanggan kami. Hubungi mereka untuk membatalkannya.',
  'security.saved.name': 'Nama Anda sudah diubah.',
  'security.saved.password': 'Kata sandi Anda sudah diubah. Semua peramban lain sudah dikeluarkan.',
  'security.move-back.heading': 'Pindahkan kembali nomor Anda',
  'security.move-back.text':
    '{phone} pindah dari akun ini ke akun Anda yang lain. Kami mengirim kode ke nomor itu; setelah itu Anda masuk di sini lagi dengan nomor tersebut.',
  'security.sessions': 'Tempat Anda masuk',
  'security.session-this': 'peramban ini',
  'security.session-since': 'Sejak {since}, terakhir dipakai {last}',
  'security.session-unknown': 'Peramban tidak dikenal',
  'security.session-end': 'Keluarkan',
  'security.session-ended': 'Peramban sudah dikeluarkan.',
  'security.sessions-end': 'Keluarkan semua peramban lain',
  'field.current': 'Ketik kata sandi Anda saat ini.',
  'field.next': 'Pilih kata sandi baru.',
  'field.firstName': 'Ketik nama.',
  'field.lastName': 'Ketik nama.',
};
