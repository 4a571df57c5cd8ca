import type { objections as english } from '../en/objections.ts';
import type { Translated } from '../texts.ts';

export const objections: Translated<typeof english> = {
  'not-me.heading': 'Ini bukan saya',
  'not-me.intro':
    'Kami memberi tahu Anda tentang perubahan pada akun Anda. Jika bukan Anda yang melakukannya, tekan tombol ini. Kami langsung menghentikan perubahan itu.',
  'not-me.caution':
    'Jika Anda sendiri yang meminta perubahan itu, tutup halaman ini: tidak akan terjadi apa-apa.',
  'not-me.button': 'Ini bukan saya',
  'not-me.no-link':
    'Halaman ini memerlukan tautan dari pesan kami. Buka lagi tautan di pesan itu, atau hubungi layanan pelanggan kami.',
  'not-me.done.heading': 'Terima kasih telah memberi tahu kami',
  'not-me.cancelled': 'Perubahan itu dibatalkan. Tidak ada yang berubah pada akun Anda.',
  'not-me.cancelled.next':
    'Anda tidak perlu melakukan apa pun. Jika masih ada pesan yang tidak Anda minta, hubungi layanan pelanggan kami.',
  'not-me.locked':
    'Akun Anda dikunci, dan semua orang dikeluarkan dari akun itu. Sekarang tidak ada yang bisa mengubah apa pun di sana.',
  'not-me.locked.next':
    'Layanan pelanggan kami akan memeriksanya dan menulis kepada Anda. Anda tidak perlu melakukan apa pun. Jika mendesak, telepon kami.',
  'not-me.noted':
    'Tidak ada lagi yang perlu dihentikan: perubahan itu sudah dibatalkan atau ditarik kembali.',
  'not-me.noted.next': 'Jika ada yang tidak beres pada akun Anda, hubungi layanan pelanggan kami.',
  'held.accepted':
    'Diterima. Demi keamanan perubahan ini menunggu: mulai berlaku pada {at}. Sampai saat itu semuanya tetap seperti sebelumnya.',
};
