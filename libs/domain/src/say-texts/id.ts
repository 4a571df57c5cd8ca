import type { SayTexts } from './say-code.ts';

export const id: SayTexts = {
  greeting:
    'Terima kasih sudah menelepon. Saya akan membantu Anda masuk kembali ke akun. Pertama, saya harus memastikan bahwa akun itu milik Anda.',
  'ask-questions': 'Saya akan menanyakan beberapa hal tentang akun itu. Mohon dijawab setepat mungkin.',
  'round-enough': 'Terima kasih, itu sudah cukup.',
  'round-not-enough':
    'Mohon maaf, dengan jawaban ini saya tidak bisa melanjutkan. Saya tidak bisa memberi tahu jawaban yang mana.',
  'code-sent':
    'Saya mengirim kode kepada Anda sekarang. Masukkan di halaman yang disebut dalam pesan, dan jangan beri tahu siapa pun, termasuk saya.',
  'spoken-code-sent':
    'Saya mengirim kode kepada Anda sekarang. Karena Anda yang menelepon kami, Anda boleh membacakannya kepada saya.',
  'prove-the-desk':
    'Supaya Anda yakin ini benar kami: di pesan itu ada kode pendek yang saya bacakan sekarang.',
  verified: 'Terima kasih. Saya sudah memastikan bahwa akun itu milik Anda.',
  'email-asked':
    'Saya sudah mengirim pesan ke alamat baru. Silakan buka dan konfirmasikan bahwa alamat itu milik Anda. Semua kontak lain di akun akan diberi tahu.',
  'phone-asked':
    'Saya sudah mengirim kode ke nomor baru. Silakan masukkan di halaman yang disebut dalam pesan.',
  'change-held':
    'Kontak baru Anda sudah dikonfirmasi. Untuk melindungi akun, perubahan ini berlaku beberapa saat lagi. Anda tidak perlu melakukan apa pun.',
  'change-to-decide':
    'Kontak baru Anda sudah dikonfirmasi. Untuk melindungi akun, rekan saya akan memutuskannya dulu sebelum berlaku. Kami akan memberi tahu Anda.',
  'reset-sent':
    'Saya sudah mengirim tautan kepada Anda. Dengan tautan itu Anda memilih kata sandi baru sendiri. Tidak ada orang di sini yang bisa melihatnya.',
  'sessions-ended': 'Saya sudah mengeluarkan akun Anda dari semua perangkat.',
  'call-you-back':
    'Kasus Anda tetap terbuka. Nomor rujukan Anda adalah yang tadi saya bacakan; mohon sebutkan saat menelepon lagi.',
  goodbye: 'Anda sudah bisa masuk lagi. Ada lagi yang bisa saya bantu?',
  'one-moment': 'Mohon tunggu sebentar, saya sedang memeriksanya.',
  'more-questions': 'Sebelum saya mengubah apa pun, saya harus memastikan bahwa akun itu milik Anda.',
  'last-order-needed':
    'Mohon ceritakan pesanan terakhir Anda: nomornya, atau apa yang dibeli, bulan apa, dan berapa jumlahnya.',
  'cannot-verify-today':
    'Demi keamanan Anda, akun ini tidak bisa diperiksa saat ini. Silakan telepon lagi besok. Tidak ada yang berubah pada akun.',
  'another-contact': 'Tidak bisa dengan kontak ini. Apakah ada cara lain di akun untuk menghubungi Anda?',
  'no-contact-left':
    'Tidak ada kontak di akun untuk menghubungi Anda. Rekan saya bisa melanjutkan dengan dokumen identitas.',
  'wait-for-the-code':
    'Pesannya bisa agak lama. Silakan cari pesan itu dan masukkan kodenya di halaman yang disebut di sana.',
  'wait-for-the-confirmation': 'Sudah ada perubahan yang menunggu konfirmasi. Silakan cari pesannya.',
  'another-email': 'Saya tidak bisa memakai alamat ini untuk akun Anda. Apakah ada alamat lain?',
  'another-phone': 'Saya tidak bisa memakai nomor ini untuk akun Anda. Apakah ada nomor lain?',
  'phone-holder-must-agree':
    'Nomor ini sedang dipakai. Pemakainya harus setuju dulu: kami mengirim pesan kepadanya.',
  'holder-must-call':
    'Untuk melindungi akun, saya hanya bisa berbicara dengan pemiliknya. Mohon minta pemiliknya menelepon kami.',
  'holder-died':
    'Kami turut berdukacita. Rekan saya akan memberi tahu surat apa yang diperlukan dan mengurus akun itu.',
  'not-today':
    'Saat ini kami tidak bisa mengubah akun apa pun. Silakan telepon lagi nanti. Tidak ada yang hilang.',
  'colleague-takes-over': 'Rekan saya akan melanjutkan ini. Mohon tunggu sebentar.',
  'account-cannot-change': 'Saya tidak bisa mengubah apa pun pada akun ini. Rekan saya akan memeriksanya.',
  'code-not-right': 'Kode itu tidak benar. Silakan lihat lagi pesan yang terbaru.',
  'suspected-fraud':
    'Terima kasih. Semuanya sudah saya catat. Kami akan memeriksanya dan menghubungi melalui kontak di akun.',
};
