"""A report made by hand that has every kind of block, long tables and awkward texts."""

from __future__ import annotations

from dataclasses import replace

from player.model.paper import (
    Bars,
    Card,
    Chapter,
    Column,
    Counts,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Remark,
    Report,
    Signatures,
    Table,
)

HASH = "3f8a1c0e9b7d52640f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978"
AWKWARD = "#= *bold* $x^2$ @ref <tag> &amp; \\n `raw` // [link] _under_ {name} ~ -- 'q' \"q\" https://a.b/c?d=1&e=2"
STRANGE = "nul\x00 bell\x07 half\ud800 arabic \u0645\u0631\u062d\u0628\u0627 fire \U0001f525 e\u0301 \ufffe end"

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 300" width="800" height="300">'
    '<rect x="0.5" y="0.5" width="799" height="299" fill="#ffffff" stroke="#c3c8cf"/>'
    '<g font-family="IBM Plex Sans Condensed" font-weight="600" font-size="16">'
    '<text x="12" y="24" fill="#14171c">Ketegangan &lt;0–100&gt;</text>'
    '<text x="700" y="24" font-weight="500">09:31 WIB</text></g>'
    '<path d="M12 260 L150 200 L300 220 L430 90 L560 120 L780 40" fill="none" stroke="#1c3557" stroke-width="3"/>'
    '<path d="M12 270 L780 150" fill="none" stroke="#a86400" stroke-width="2" stroke-dasharray="8 5"/></svg>'
)


def made_report(language: str = "id", *, rows: int = 60) -> Report:
    """The report; ``rows``: how many its long tables have."""
    log = tuple(
        (
            str(number),
            f"00:{number // 60:02}:{number % 60:02}",
            f"09:{30 + number // 60}:{number % 60:02} WIB",
            ("Inject", "Tindakan", "Catatan pengamat", "Perintah")[number % 4],
            f"Baris {number}: massa bergerak ke pagar barat; Danki memerintahkan tahap {number % 7}"
            + (" dan mempertanggungjawabkannya kepada pengendali lapangan." * (number % 5 == 0)),
            f"{1000 + number}",
        )
        for number in range(1, rows + 1)
    )
    chapters = (
        Chapter(
            "summary",
            "Ringkasan",
            (
                Remark("Indeks latihan, bukan prediksi. Temuan bukan putusan.", "worth"),
                Paragraph(
                    "Latihan berlangsung 1 jam 4 menit dan berakhir 3 menit lebih lambat dari rencana.\nDua baris."
                ),
                Paragraph("• Himbauan disampaikan tiga kali\n• Pendorongan tanpa perintah Danki, sekali"),
                Counts(tuple((f"Jenis {number}", str(number * 7)) for number in range(1, 9))),
                Facts((("StartEx", "09:30:00 WIB"), ("EndEx", "10:34:12 WIB"), ("Hash kepala", HASH))),
                Heading("Ketegangan dan kekuatan"),
                Figure(
                    "curve", SVG, 166, 62, "Gambar 1. Ketegangan terhadap rencana.", "Ketegangan naik dari 30 ke 92."
                ),
                Heading("Bagian waktu per situasi", 2),
                Bars((("Hijau", 0.42, "26 mnt 40 dtk"), ("Kuning", 0.33, "21 mnt"), ("Merah", 0.25, "16 mnt 32 dtk"))),
                Paragraph("Catatan kecil tentang cara membaca angka.", "soft"),
                Paragraph("Kalimat yang ditekankan.", "strong"),
            ),
        ),
        Chapter(
            "findings",
            "Temuan dan jawabannya",
            tuple(
                Card(
                    f"R{number}: Pengerahan kekuatan tanpa himbauan sebelumnya <{number}>",
                    ("pasti", "mungkin", "perlu dilihat", "baik", "")[number - 1],
                    ("sure", "worth", "soft", "good", "plain")[number - 1],
                    (
                        ("Kapan", f"00:{number:02}:30 – 00:{number:02}:55"),
                        ("Dasar", "Perkap 1/2009 pasal 5 ayat (1)\nProtap 1/2010"),
                        ("Jawaban", "Belum dijawab"),
                    ),
                    "Meriam air digunakan 40 detik setelah perintah; himbauan terakhir 6 menit sebelumnya." * number,
                )
                for number in range(1, 6)
            ),
        ),
        Chapter(
            "texts",
            "Teks apa adanya: " + AWKWARD,
            (
                Paragraph(AWKWARD),
                Paragraph(STRANGE),
                Paragraph(""),
                Card("", "", "plain", ((AWKWARD, AWKWARD),), AWKWARD),
                Table((Column("*"), Column("<td>"), Column("#")), ((AWKWARD, STRANGE, ""), ("=1+1", "@SUM(A1)", "-1"))),
                Table((Column("", 1.3, figures=True), Column("", 5), Column("", 4)), (("00:01", "tanpa judul", "x"),)),
                Table((Column("Kosong"), Column("Kolom")), ()),
                Table(
                    (Column("Dari"), Column("Apa", 3, strong=True), Column("Tahap", figures=True)),
                    (("00:01", "Dorong", "4"), ("00:02", "Semprot", "5"), ("00:03", "Tali", "3")),
                    frozenset({1}),
                    ((("Batas:", STRANGE), ("Alasan:", AWKWARD)), (("Batas:", "5, agresif"),), ()),
                ),
                Facts(()),
                Counts(()),
                Bars((("lebih", 1.7, "170%"), ("kurang", -0.2, "-20%"))),
            ),
        ),
        Chapter(
            "plan",
            "Rencana perbaikan",
            (
                Table(
                    (
                        Column("Nr", 0.5, figures=True),
                        Column("Tindakan perbaikan", 5),
                        Column("Penanggung jawab", 2),
                        Column("Batas waktu", 1.4, figures=True),
                    ),
                    tuple((str(n), f"Latih ulang formasi {n}", "Danki Dalmas", "2026-12-01") for n in range(1, 9)),
                    frozenset({2}),
                ),
                Signatures(("Pengendali", "Pengamat", "Kapolres")),
            ),
        ),
        Chapter(
            "log",
            "Log lengkap",
            (
                Paragraph("Setiap peristiwa dengan tiga waktunya.", "soft"),
                Table(
                    (
                        Column("Nr", 0.6, figures=True),
                        Column("Waktu latihan", 1, figures=True),
                        Column("Jam", 1.3, figures=True),
                        Column("Jenis", 1.3),
                        Column("Apa", 7, strong=False),
                        Column("Hash", 1, figures=True),
                    ),
                    log,
                    frozenset({3, 40}),
                ),
            ),
            annex=True,
            wide=True,
        ),
        Chapter(
            "verify", "Keaslian dan pemeriksaan", (Facts((("Hash kepala", HASH), ("Versi", "Gladi 0.5"))),), annex=True
        ),
    )
    return Report(
        language,
        "Laporan kaji ulang",
        "Sispamkota OKU Timur 2024: meriam air",
        "Lapangan Polres OKU Timur\nMinggu, 22 November 2026",
        (
            ("Pengendali", "AKP Contoh"),
            ("Pelatih", "Kompol Contoh"),
            ("Waktu", "09:30–10:34 WIB"),
            ("Naskah", "okut-2024"),
        ),
        chapters,
        "LATIHAN",
        "Indeks latihan, bukan prediksi",
        "Daftar isi",
        "Lampiran",
        "Halaman {number} dari {count}",
        "2026-11-22T10:40:00+07:00",
        "laporan_okut",
        {"sesi.jsonl": b'{"seq":1}\n', "verify_gladi.py": b"print('ok')\n"},
    )


def with_blocks(*blocks: object) -> Report:
    """A short report of one chapter with these blocks."""
    report = made_report()
    return replace(report, chapters=(Chapter("one", "Satu", blocks),))  # type: ignore[arg-type]
