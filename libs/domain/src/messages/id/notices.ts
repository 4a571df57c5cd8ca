import type { NoticeTexts } from '../texts.ts';

const CALL =
  'Jika Anda tidak memintanya, segera telepon layanan pelanggan kami, atau balas pesan ini. Jangan menunggu.';
const OBJECT = [
  'Jika Anda tidak memintanya, segera beri tahu kami. Jangan menunggu.\nIni bukan saya: {objection}\nAnda juga bisa menelepon layanan pelanggan kami, atau membalas pesan ini.',
  CALL,
];
const SMS_CALL = 'Bukan Anda? Segera telepon layanan pelanggan kami.';
const SMS_OBJECT = ['Ini bukan saya: {objection}', SMS_CALL];

/** The messages that tell what happened, in Indonesian. */
export const notices: NoticeTexts = {
  'email-change-requested': {
    subject: '{shop}: ada permintaan email baru',
    email: [
      'Melalui halaman kami atau layanan pelanggan kami, ada permintaan agar alamat email baru bisa dipakai untuk masuk ke akun Anda.',
      'Email baru: {email}\nDiminta pada: {at}',
      'Perubahan ini baru berlaku setelah dikonfirmasi oleh pemilik email tersebut.',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: pada {at} ada permintaan agar {email} bisa dipakai untuk masuk ke akun Anda.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'email-change-effective': {
    subject: '{shop}: email baru dipakai untuk masuk ke akun Anda',
    email: [
      'Mulai sekarang alamat email baru dipakai untuk masuk ke akun Anda.',
      'Email baru: {email}\nSejak: {at}',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: sejak {at} email {email} dipakai untuk masuk ke akun Anda.', SMS_OBJECT, '{never}'],
  },
  'phone-change-requested': {
    subject: '{shop}: ada permintaan nomor telepon baru',
    email: [
      'Melalui halaman kami atau layanan pelanggan kami, ada permintaan agar nomor telepon baru bisa dipakai untuk masuk ke akun Anda.',
      'Nomor telepon baru: {phone}\nDiminta pada: {at}',
      'Perubahan ini baru berlaku setelah dikonfirmasi oleh pemilik nomor tersebut.',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: pada {at} ada permintaan agar {phone} bisa dipakai untuk masuk ke akun Anda.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'phone-change-effective': {
    subject: '{shop}: nomor telepon baru dipakai untuk masuk ke akun Anda',
    email: [
      'Mulai sekarang nomor telepon baru dipakai untuk masuk ke akun Anda.',
      'Nomor telepon baru: {phone}\nSejak: {at}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: sejak {at} nomor telepon {phone} dipakai untuk masuk ke akun Anda.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'phone-moved-away': {
    subject: '{shop}: sebuah nomor telepon dipindahkan dari akun Anda',
    email: [
      'Sebuah nomor telepon kini dipakai untuk masuk ke akun lain, dan tidak lagi ke akun Anda.',
      'Nomor telepon: {phone}\nSejak: {at}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: sejak {at} nomor telepon {phone} tidak lagi dipakai untuk masuk ke akun Anda.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-held': {
    subject: '{shop}: sebuah perubahan ditunda sebelum berlaku',
    email: [
      [
        'Email baru {email} untuk akun Anda sudah dikonfirmasi.',
        'Nomor telepon baru {phone} untuk akun Anda sudah dikonfirmasi.',
        'Sebuah perubahan pada akun Anda sudah dikonfirmasi.',
      ],
      [
        'Demi keamanan, perubahan ini ditunda dulu. Mulai berlaku: {until}\nSampai saat itu semuanya tetap seperti semula.',
        'Demi keamanan, perubahan ini ditunda sampai diputuskan oleh petugas toko. Sampai saat itu semuanya tetap seperti semula.',
      ],
      OBJECT,
      '{never}',
    ],
    sms: [
      [
        '{shop}: email baru {email} sudah dikonfirmasi.',
        '{shop}: nomor telepon baru {phone} sudah dikonfirmasi.',
        '{shop}: sebuah perubahan akun Anda sudah dikonfirmasi.',
      ],
      ['Demi keamanan baru berlaku pada {until}.', 'Demi keamanan petugas toko akan memutuskannya dulu.'],
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-cancelled': {
    subject: '{shop}: sebuah perubahan dibatalkan',
    email: [
      'Perubahan yang diminta untuk akun Anda dibatalkan. Tidak ada yang berubah.',
      [
        'Email baru: {email}\nDibatalkan pada: {at}',
        'Nomor telepon baru: {phone}\nDibatalkan pada: {at}',
        'Dibatalkan pada: {at}',
      ],
      'Jika Anda masih menginginkan perubahan itu, silakan minta lagi.',
      '{never}',
    ],
    sms: [
      '{shop}: pada {at} perubahan yang diminta untuk akun Anda dibatalkan. Tidak ada yang berubah.',
      '{never}',
    ],
  },
  'change-reversed': {
    subject: '{shop}: sebuah perubahan ditarik kembali',
    email: [
      'Perubahan akun Anda yang terdahulu ditarik kembali. Akun Anda kembali seperti sebelumnya.',
      [
        'Email: {email}\nDitarik kembali pada: {at}',
        'Nomor telepon: {phone}\nDitarik kembali pada: {at}',
        'Ditarik kembali pada: {at}',
      ],
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: pada {at} perubahan akun Anda yang terdahulu ditarik kembali.', SMS_OBJECT, '{never}'],
  },
  'account-locked': {
    subject: '{shop}: akun Anda dikunci',
    email: [
      'Seseorang memberi tahu kami bahwa perubahan pada akun Anda bukan dilakukan olehnya. Demi keamanan, akun Anda dikunci sampai layanan pelanggan kami memeriksanya.',
      'Dikunci pada: {at}',
      'Anda tidak perlu melakukan apa pun. Jika ingin membicarakannya, telepon layanan pelanggan kami.',
      '{never}',
    ],
    sms: [
      '{shop}: seseorang memberi tahu kami bahwa perubahan pada akun Anda bukan dilakukan olehnya. Sejak {at} akun dikunci sampai layanan pelanggan kami memeriksanya.',
      '{never}',
    ],
  },
  'name-changed': {
    subject: '{shop}: nama Anda diubah',
    email: ['Nama pada akun Anda diubah.', 'Diubah pada: {at}', CALL, '{never}'],
    sms: ['{shop}: nama pada akun Anda diubah pada {at}.', SMS_CALL, '{never}'],
  },
  'password-changed': {
    subject: '{shop}: kata sandi Anda diganti',
    email: [
      'Kata sandi akun Anda diganti.',
      'Diganti pada: {at}',
      'Semua sesi Anda diakhiri di setiap perangkat. Masuklah lagi dengan kata sandi baru.',
      [
        'Jika bukan Anda yang melakukannya, segera beri tahu kami. Jangan menunggu.\nIni bukan saya: {objection}\nAnda juga bisa menelepon layanan pelanggan kami, atau membalas pesan ini.',
        'Jika bukan Anda yang melakukannya, segera telepon layanan pelanggan kami, atau balas pesan ini. Jangan menunggu.',
      ],
      '{never}',
    ],
    sms: ['{shop}: kata sandi Anda diganti pada {at}. Semua sesi Anda diakhiri.', SMS_OBJECT, '{never}'],
  },
  'sessions-ended': {
    subject: '{shop}: Anda keluar dari semua perangkat',
    email: [
      'Semua sesi akun Anda diakhiri. Anda sudah keluar dari setiap perangkat.',
      'Diakhiri pada: {at}',
      'Masuklah lagi dengan kata sandi Anda.',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}: pada {at} semua sesi akun Anda diakhiri. Masuklah lagi dengan kata sandi Anda.',
      SMS_CALL,
      '{never}',
    ],
  },
};
