import type { CodeTexts } from '../texts.ts';

const CODE = 'Kode: {code}\nNomor referensi: {reference}';
const ENTER = 'Masukkan di sini: {page}';
const ONCE = 'Berlaku {duration} dan hanya sekali.';
const SECRET = 'Jangan beri tahu siapa pun, termasuk staf kami.';
const NOT_CONTACTED =
  'Jika Anda tidak menghubungi kami, jangan masukkan kode ini, dan telepon layanan pelanggan kami.';
const NOT_ASKED = 'Jika Anda tidak memintanya, abaikan saja: tidak ada yang berubah.';
const CHECK = ['Agen kami bisa menyebutkan ini: {check}. Jika tidak, itu bukan kami.', ''];
const SMS_CHECK = ['Agen kami tahu {check}. Jika tidak, itu bukan kami.', ''];
const SMS_ENTER = 'Masukkan di {page} dalam {duration}.';

/** The messages with a code or a link, in Indonesian. */
export const codes: CodeTexts = {
  'evidence-code': {
    subject: '{shop}: kode Anda',
    email: [
      'Anda menghubungi layanan pelanggan kami. Dengan kode ini Anda menunjukkan bahwa akun itu milik Anda:',
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      '{shop}: kode {code}, bukti akun ini milik Anda.',
      SMS_ENTER,
      'Rahasiakan kode ini.',
      SMS_CHECK,
      'Bukan Anda? Jangan masukkan.',
      '{never}',
    ],
  },
  'spoken-code': {
    subject: '{shop}: kode untuk Anda bacakan',
    email: [
      'Anda sedang berbicara dengan layanan pelanggan kami. Dengan kode ini Anda menunjukkan bahwa akun itu milik Anda:',
      'Kode: {code}',
      'Bacakan hanya jika Anda yang menelepon kami. Jika Anda yang ditelepon, jangan katakan apa pun dan tutup teleponnya.',
      CHECK,
      ['Anda juga bisa memasukkannya sendiri: {page} (nomor referensi {reference}).', ''],
      ONCE,
      '{never}',
    ],
    sms: [
      '{shop}: kode {code}, bukti akun ini milik Anda.',
      'Bacakan hanya jika Anda menelepon kami; jika ditelepon, tutup.',
      SMS_CHECK,
      ['Atau: {page}.', ''],
      'Berlaku {duration}.',
      '{never}',
    ],
  },
  'identifier-move-code': {
    subject: '{shop}: kode untuk memindahkan email atau nomor telepon',
    email: [
      [
        'Nomor telepon {phone} akan dipindahkan ke akun Anda yang lain. Dengan kode ini Anda menyetujuinya:',
        'Alamat email ini akan dipindahkan ke akun Anda yang lain. Dengan kode ini Anda menunjukkan bahwa alamat itu milik Anda:',
      ],
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      [
        '{shop}: kode {code} memindahkan {phone} ke akun Anda yang lain.',
        '{shop}: kode {code} memindahkan nomor ini ke akun Anda yang lain.',
      ],
      SMS_ENTER,
      'Rahasiakan kode ini.',
      SMS_CHECK,
      'Bukan Anda? Jangan masukkan.',
      '{never}',
    ],
  },
  'email-confirmation': {
    subject: '{shop}: konfirmasi email Anda',
    email: [
      'Anda akan bisa masuk ke akun Anda dengan alamat email ini. Konfirmasikan bahwa alamat ini milik Anda.',
      [
        'Buka tautan ini dan tekan tombolnya:\n{link}\n\nAtau masukkan kode {code} dengan nomor referensi {reference} di sini:\n{page}',
        'Buka tautan ini dan tekan tombolnya:\n{link}',
        'Masukkan kode {code} dengan nomor referensi {reference} di sini:\n{page}',
      ],
      ONCE,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      [
        '{shop}: konfirmasi email: {link} atau kode {code}, referensi {reference}.',
        '{shop}: konfirmasi email: {link}',
        '{shop}: konfirmasi email dengan kode {code} di {page}.',
      ],
      'Berlaku {duration}.',
      SMS_CHECK,
      'Bukan Anda? Abaikan.',
      '{never}',
    ],
  },
  'phone-confirmation': {
    subject: '{shop}: konfirmasi nomor telepon Anda',
    email: [
      [
        'Anda akan bisa masuk ke akun Anda dengan nomor telepon {phone}. Konfirmasikan bahwa nomor ini milik Anda.',
        'Anda akan bisa masuk ke akun Anda dengan nomor telepon baru. Konfirmasikan bahwa nomor ini milik Anda.',
      ],
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      '{shop}: kode {code} agar Anda bisa masuk dengan nomor telepon ini.',
      SMS_ENTER,
      'Rahasiakan kode ini.',
      SMS_CHECK,
      'Bukan Anda? Abaikan.',
      '{never}',
    ],
  },
  'document-link': {
    subject: '{shop}: kirim foto kartu identitas Anda',
    email: [
      'Anda menghubungi layanan pelanggan kami. Agar kami yakin bahwa akun itu milik Anda, kami meminta foto kartu identitas Anda.',
      'Buka tautan ini, lalu ambil fotonya atau pilih foto yang sudah ada:\n{link}',
      'Hanya dua orang dari staf kami yang melihatnya. Kami menghapusnya dalam satu hari setelah mereka memutuskan.',
      `${ONCE} ${SECRET}`,
      CHECK,
      'Jika Anda tidak menghubungi kami, jangan buka tautan ini, dan telepon layanan pelanggan kami.',
      '{never}',
    ],
    sms: [
      '{shop}: kirim foto kartu identitas Anda: {link}',
      'Berlaku {duration}.',
      SMS_CHECK,
      'Bukan Anda? Jangan buka.',
      '{never}',
    ],
  },
  'password-reset': {
    subject: '{shop}: buat kata sandi baru',
    email: [
      'Ada permintaan kata sandi baru untuk akun Anda.',
      [
        'Buka tautan ini dan pilih kata sandi baru:\n{link}\n\nAtau masukkan kode {code} dengan nomor referensi {reference} di sini:\n{page}',
        'Buka tautan ini dan pilih kata sandi baru:\n{link}',
        'Masukkan kode {code} dengan nomor referensi {reference} di sini, lalu pilih kata sandi baru:\n{page}',
      ],
      `${ONCE} Saat Anda menyimpan kata sandi baru, Anda akan keluar dari semua perangkat.`,
      `Jika Anda tidak memintanya, abaikan saja: kata sandi Anda tetap sama. ${SECRET}`,
      '{never}',
    ],
    sms: [
      [
        '{shop}: buat kata sandi baru: {link} atau kode {code}, referensi {reference}.',
        '{shop}: buat kata sandi baru: {link}',
        '{shop}: buat kata sandi baru dengan kode {code} di {page}.',
      ],
      'Berlaku {duration}. Rahasiakan. Bukan Anda? Abaikan.',
      '{never}',
    ],
  },
};
