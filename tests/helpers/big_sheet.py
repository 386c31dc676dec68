"""A long, realistic MSEL in a workbook, made by rule, for benchmarks and for tests of size."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import openpyxl

HEADER = (
    *("No", "Tahap", "Waktu", "Judul", "Uraian kejadian", "Dari", "Kepada", "Sarana"),
    *("Tindakan yang diharapkan", "Tujuan", "Keterangan", "Lokasi"),
)
_TEXTS = (
    "Barisan depan maju dua langkah dan meminta ketua keluar menemui mereka.",
    "Orator naik ke mobil bak terbuka dan menyerukan agar massa merapat ke pagar.\nMassa menyahut.",
    "Sebuah botol air dilempar ke arah tameng: tidak ada yang terluka, tetapi barisan mundur satu langkah.",
    "Kelompok kedua datang dari sisi timur dan bergabung dengan yang pertama.",
)
_TO = ("Dalmas Awal", "Negosiator", "Dalmas Lanjut, Tim Tindak", "Semua satuan", "Posko")
_CHANNELS = ("HT", "Peragaan", "Pengeras suara", "Telepon", "Surat")
_GOALS = ("Proporsional", "Didahului peringatan", "Akuntabel")


def write_big_sheet(path: Path, rows: int = 10_000) -> None:
    """Write a sheet with a title, a header and this many rows, 100 to a phase, two minutes apart."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("MSEL")
    page.append(["MSEL latihan panjang"])
    page.append([])
    page.append(HEADER)
    for number in range(rows):
        minute = 2 * number
        page.append(
            [
                number + 1,
                f"Tahap {number // 100 + 1}",
                time(minute // 60 % 24, minute % 60) if number % 3 else f"{minute // 60 % 24:02}.{minute % 60:02}",
                f"Kejadian {number + 1}",
                _TEXTS[number % 4],
                "Pengendali" if number % 2 else "Orator",
                _TO[number % 5],
                _CHANNELS[number % 5],
                "Himbauan pengeras suara" if number % 3 else None,
                _GOALS[number % 3] if number % 3 else None,
                "Bila hujan, tunda" if number % 7 == 0 else None,
                f"Titik {number % 12}",
            ]
        )
    book.save(path)
