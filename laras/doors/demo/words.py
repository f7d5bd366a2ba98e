"""What the demo says: made-up names, notes, goals and tasks. Everybody here is synthetic."""

from __future__ import annotations

import tomllib
from pathlib import Path

_NAMES = tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text("utf-8"))
MALE: list[str] = _NAMES["male"]
FEMALE: list[str] = _NAMES["female"]
SECOND: list[str] = _NAMES["second"]
VILLAGES = ("Desa Mekar", "Desa Sumber Waras", "Kelurahan Kebon Agung", "Dusun Karang Tengah", "Desa Randu Sari")
RELATIONS = ("Adik kandung", "Kakak kandung", "Ibu", "Anak", "Keponakan", "Paman")

STAFF = (
    ("kepala", "Kartini Widodo (contoh)", "head", "Kepala UPT"),
    ("penyelia", "Sri Wardani (contoh)", "supervisor", "Penyelia pekerja sosial"),
    ("peksos", "Ratri Lestari (contoh)", "social_worker", "Pekerja sosial ahli muda"),
    ("peksos2", "Bagas Nugroho (contoh)", "social_worker", "Pekerja sosial ahli pertama"),
    ("pengasuh", "Yanto Prabowo (contoh)", "carer", "Pengasuh asrama"),
    ("perawat", "Dewi Anggraini (contoh)", "nurse", "Perawat"),
    ("psikolog", "Maya Puspita (contoh)", "psychologist", "Psikolog"),
    ("peneliti", "Nisa Kirana (contoh)", "researcher", "Peneliti tamu"),
    ("auditor", "Joko Pambudi (contoh)", "auditor", "Auditor eksternal"),
    ("admin", "Admin Sistem (contoh)", "admin", "Pengelola sistem"),
)
WARDS = ("Melati", "Anggrek", "Kenanga", "Mawar")

NOTES = {
    "emotional": (
        "Didampingi duduk di teras sampai tenang.",
        "Menangis karena rindu rumah, didengarkan tanpa dipotong.",
        "Pagi ini menyapa lebih dulu dan bercerita tentang mimpinya.",
        "Gelisah setelah telepon keluarga, ditemani berjalan ke kebun.",
    ),
    "esteem": (
        "Dipuji karena merapikan tempat tidur tanpa diminta.",
        "Usulnya tentang menu dipakai untuk hari Jumat.",
        "Hasil anyamannya dipajang di ruang tamu.",
        "Berani memimpin doa pagi, teman-teman bertepuk tangan.",
    ),
    "instrumental": (
        "Diantar kontrol, antre dua jam, pulang membawa obat.",
        "Sandal putus, diganti dari lemari perlengkapan.",
        "Dibantu mengurus surat keterangan domisili.",
        "Dibantu menelepon adik dari kantor.",
    ),
    "informational": (
        "Dijelaskan jadwal obat dengan kartu gambar, dapat mengulang yang pagi.",
        "Bertanya kapan pulang, dijelaskan tahapannya dengan bagan.",
        "Dijelaskan cara mengadu bila ada yang tidak berkenan.",
    ),
    "group": (
        "Ikut bimbingan kelompok sampai selesai.",
        "Diajak main angklung, semula menolak lalu bergabung.",
        "Membantu teman yang kesulitan mengikat tali sepatu.",
        "Duduk di tepi lingkaran, ditemani satu teman.",
    ),
}
RESPONSES = ("Tersenyum.", "Mengangguk dan mau mencoba.", "Diam, tetapi tidak menjauh.", "“Matur nuwun, Mas.”")
LACKING = "Belum sempat dilakukan, antrean panjang dan petugas berganti giliran."
# Title, own words, aspect, five described levels from −2 to +2.
GOALS = (
    (
        "Minum obat tanpa diingatkan",
        "Kulo pengin saged ngombe obat piyambak.",
        "informational",
        ("Menolak obat", "Diingatkan berkali-kali", "Diingatkan sekali", "Tanpa diingatkan", "Dapat menyebut gunanya"),
    ),
    (
        "Menelepon adik setiap minggu",
        "Saya mau dengar suara adik saya.",
        "emotional",
        ("Tidak mau menelepon", "Sekali sebulan", "Dua kali sebulan", "Setiap minggu", "Adik ikut berkunjung"),
    ),
    (
        "Ikut kelompok keterampilan sampai selesai",
        "Saya ingin bisa membuat keset sendiri.",
        "group",
        ("Tidak datang", "Datang sebentar", "Ikut setengah kegiatan", "Ikut sampai selesai", "Membantu teman"),
    ),
    (
        "Mandi dan berganti baju sendiri setiap pagi",
        "Saya malu kalau dimandikan.",
        "esteem",
        ("Dibantu penuh", "Dibantu sebagian", "Diingatkan", "Sendiri", "Sendiri dan merapikan kamar mandi"),
    ),
    (
        "Memiliki KTP dan jaminan kesehatan",
        "Saya ingin punya KTP lagi.",
        "instrumental",
        ("Data belum ada", "Surat pengantar ada", "Perekaman dijadwalkan", "KTP jadi", "JKN aktif"),
    ),
)
TASKS = (
    "Menelepon keluarga tentang jadwal kunjungan",
    "Mengurus rujukan kontrol bulan ini",
    "Menanyakan perekaman KTP ke Dukcapil",
    "Menyiapkan kartu gambar jadwal obat",
    "Menulis laporan perkembangan untuk keluarga",
    "Membicarakan rencana layanan dengan yang bersangkutan",
)
OWN_CONSENT = ("“Inggih, kulo purun.”", "“Ya, saya setuju tinggal di sini.”", "“Boleh, asal dijelaskan dulu.”")
TOLD_BACK = ("“Yang putih pagi, yang kuning malam.”", "“Kalau susah tidur, bilang petugas.”", "“Saya boleh bertanya.”")
