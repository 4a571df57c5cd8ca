import type { accounts as english } from '../en/accounts.ts';
import type { Translated } from '../texts.ts';

export const accounts: Translated<typeof english> = {
  'orders.heading': 'Pesanan saya',
  'orders.hello': 'Halo, {name}',
  'orders.logins': 'Anda masuk dengan: {logins}',
  'orders.change-waits':
    'Pada {date} ada permintaan email atau nomor telepon baru untuk akun Anda. Lihat Masuk & keamanan. Jika bukan Anda, segera telepon layanan pelanggan kami.',
  'orders.empty': 'Belum ada pesanan di akun ini.',
  'orders.order': 'Pesanan {number}',
  'orders.placed': 'Dipesan pada {date}',
  'orders.total': 'Jumlah total',
  'orders.items': 'Barang',
  'orders.each': '{price} per buah',
  'orders.more': 'Tampilkan pesanan lainnya',
  'orders.shown': '{shown} dari {all} pesanan',
  'orders.again': 'Coba lagi',
  'orders.sign-out': 'Keluar',
  'status.paid': 'Sudah dibayar',
  'status.pending': 'Menunggu pembayaran',
  'status.authorized': 'Dana sudah dicadangkan',
  'status.partially_paid': 'Dibayar sebagian',
  'status.refunded': 'Dana dikembalikan',
  'status.partially_refunded': 'Dana dikembalikan sebagian',
  'status.voided': 'Pembayaran dibatalkan',
  'status.fulfilled': 'Sudah dikirim',
  'status.partial': 'Dikirim sebagian',
  'status.unfulfilled': 'Belum dikirim',
  'status.restocked': 'Barang dikembalikan',
};
