"""What a column of a sheet can mean, and the names such columns go by: English, Indonesian, HSEEP, some French."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from player.i18n import N_


class Field(StrEnum):
    """What a column means; the value is the word of ``--map COLUMN=FIELD``."""

    TIME = "time"
    OFFSET = "offset"
    DATE = "date"
    PHASE = "phase"
    STARTS = "starts"
    NUMBER = "number"
    TITLE = "title"
    TEXT = "text"
    FROM = "from"
    TO = "to"
    CHANNEL = "channel"
    EXPECT = "expect"
    OBJECTIVE = "objective"
    NOTES = "notes"
    DURATION = "duration"
    KEEP = "keep"
    IGNORE = "ignore"


ABOUT: Mapping[Field, str] = {
    Field.TIME: N_("when the inject is due: a clock time, a time from StartEx, or a date with a time"),
    Field.OFFSET: N_("when it is due, counted from StartEx: 0:15 and 15 are a quarter of an hour"),
    Field.DATE: N_("the day it is due: a date, or D+1"),
    Field.PHASE: N_("the phase it belongs to: move, group, stage"),
    Field.STARTS: N_("when its phase begins; without, a phase begins with its first inject"),
    Field.NUMBER: N_("its number or short name; becomes its id"),
    Field.TITLE: N_("a few words for the list"),
    Field.TEXT: N_("the words to be said or shown"),
    Field.FROM: N_("who says it"),
    Field.TO: N_("to whom it is said"),
    Field.CHANNEL: N_("how it is passed on: radio, phone, note"),
    Field.EXPECT: N_("what the players should do after it"),
    Field.OBJECTIVE: N_("the objective it serves"),
    Field.NOTES: N_("remarks, for the controller alone"),
    Field.DURATION: N_("how long it takes; the phase lasts at least as long"),
    Field.KEEP: N_("anything else, kept under the name of the column"),
    Field.IGNORE: N_("left out"),
}
"""What each field is, translatable."""

MANY = frozenset({Field.TITLE, Field.TEXT, Field.FROM, Field.TO, Field.EXPECT, Field.NOTES, Field.KEEP, Field.IGNORE})
"""Fields that several columns can give together, each on lines of its own; of any other, one column."""

NAMES: Mapping[Field, str] = {
    Field.TIME: (
        "time, event time, inject time, planned time, scheduled time, start time, time start, exercise time, "
        "scenario time, delivery time, local time, clock, dtg, datetime, date time, date and time, when, "
        "start, begin, "
        "waktu, jam, pukul, pkl, waktu inject, waktu kejadian, waktu skenario, waktu latihan, waktu "
        "pelaksanaan, jam mulai, waktu mulai, mulai, hari jam, tanggal jam, wkt, "
        "heure, horaire, heure de debut, quand"
    ),
    Field.OFFSET: (
        "offset, time offset, relative time, elapsed, elapsed time, t, minutes from startex, time from "
        "startex, startex offset, startex, delta t, minute, minutes, "
        "menit, menit ke, waktu relatif, selisih waktu, "
        "delai, temps relatif"
    ),
    Field.DATE: (
        "date, event date, exercise date, inject date, day, exercise day, "
        "tanggal, tgl, hari, hari tanggal, hari ke, "
        "jour"
    ),
    Field.PHASE: (
        "phase, phase name, exercise phase, move, group, stage, session, part, block, vignette, "
        "fase, tahap, tahapan, babak, sesi, kelompok, grup, gelombang, bagian, tahap latihan, "
        "etape, groupe"
    ),
    Field.STARTS: (
        "phase start, phase starts, phase begins, start of phase, phase start time, mulai fase, awal fase, fase mulai, "
        "mulai tahap, awal tahap, debut de phase"
    ),
    Field.NUMBER: (
        "number, no, nr, num, event number, event no, event id, inject number, inject no, inject id, id, "
        "serial, serial number, serial no, msel number, msel no, msel id, ref, reference, item, seq, sequence, "
        "nomor, no urut, nomor urut, urutan, nomor inject, no inject, no kejadian, nomor kejadian, urut, "
        "numero, n"
    ),
    Field.TITLE: (
        "title, event title, inject title, event name, inject name, name, subject, headline, short title, "
        "topic, short description, event, inject, "
        "judul, judul inject, judul kejadian, nama inject, nama kejadian, perihal, kegiatan, pokok persoalan, "
        "persoalan, kejadian, "
        "titre, objet, sujet"
    ),
    Field.TEXT: (
        "text, message, message text, inject text, inject message, inject description, event description, "
        "description, inject content, content, details, detail, narrative, synopsis, event synopsis, script, "
        "body, situation, scenario, event, inject, "
        "uraian, uraian kejadian, uraian inject, isi, isi inject, isi pesan, isi berita, pesan, berita, "
        "deskripsi, rincian, narasi, skenario, keadaan, situasi, kejadian, teks, percakapan, uraian kegiatan, "
        "texte, contenu"
    ),
    Field.FROM: (
        "from, sender, source, originator, sent by, by, responsible controller, controller, delivered by, "
        "injected by, simulated by, role player, initiator, "
        "dari, pengirim, oleh, asal, sumber, penyampai, pengendali, petugas pengendali, pengendali penanggung "
        "jawab, pembawa, "
        "de, expediteur, emetteur"
    ),
    Field.TO: (
        "to, recipient, recipients, receiver, recipient player, recipient players, player, players, intended "
        "player, addressee, target, target audience, audience, training audience, sent to, agency, team, "
        "teams, unit, units, "
        "kepada, penerima, ditujukan kepada, untuk, satuan, pelaku, pelaksana, peserta, tim, yang dituju, "
        "destinataire, destinataires, a, equipe"
    ),
    Field.CHANNEL: (
        "channel, mode, inject mode, method, delivery, delivery method, delivery mode, method of delivery, "
        "mode of delivery, means, medium, media, inject type, inject method, type, event type, transmission, "
        "sarana, media penyampaian, cara, cara penyampaian, metode, sarana komunikasi, alat komunikasi, "
        "saluran, jenis, jenis inject, bentuk inject, "
        "canal, moyen, vecteur"
    ),
    Field.EXPECT: (
        "expected action, expected actions, expected player action, expected player actions, expected "
        "response, expected outcome, expected outcomes, expected outcome of player action, expected result, "
        "expected results, expected reaction, expectation, expectations, anticipated action, anticipated "
        "response, desired action, player action, player actions, response, "
        "tindakan yang diharapkan, tindakan diharapkan, reaksi yang diharapkan, respons yang diharapkan, "
        "hasil yang diharapkan, aksi yang diharapkan, kegiatan yang diharapkan, tindakan, tindakan pelaku, "
        "tanggapan, respons, respon, reaksi, yang diharapkan, "
        "reaction attendue, actions attendues, resultat attendu, attendu"
    ),
    Field.OBJECTIVE: (
        "objective, objectives, capability, capabilities, core capability, core capabilities, target "
        "capability, training objective, exercise objective, capability objective, eeg, "
        "tujuan, tujuan latihan, sasaran, sasaran latihan, kemampuan, kompetensi, "
        "objectif, objectifs"
    ),
    Field.NOTES: (
        "notes, note, remarks, remark, comment, comments, controller notes, evaluator notes, "
        "keterangan, ket, catatan, "
        "remarque, remarques, commentaire, commentaires, observations"
    ),
    Field.DURATION: ("duration, length, time allotted, durasi, lama, lamanya, lama waktu, duree"),
}
"""The names columns of each field go by; in small letters, without marks, ``#`` as ``number``."""

CHANNEL_WORDS: Mapping[str, str] = {
    "radio": "radio, ht, handy talky, handy talkie, handytalky, walkie talkie, rig, vhf, uhf",
    "loudspeaker": "loudspeaker, loudspeakers, speaker, megaphone, pa system, public address, pengeras suara, toa",
    "phone": (
        "phone, telephone, call, mobile, cell phone, sms, text message, whatsapp, wa, telepon, telpon, "
        "telp, hp, ponsel, handphone, telephone call"
    ),
    "note": (
        "note, written, letter, memo, email, e mail, mail, fax, document, paper, handout, report, news "
        "article, surat, nota, tertulis, dokumen, kertas, lembar, surel, laporan tertulis, courriel"
    ),
    "role_play": (
        "role play, roleplay, role player, role players, actor, actors, live, simulation, drama, acted, "
        "peragaan, simulasi, pelaku, aksi, langsung di lapangan"
    ),
    "signal": "signal, hand signal, flag, whistle, flare, isyarat, bendera, peluit, suar",
    "voice": (
        "voice, verbal, verbally, oral, orally, in person, face to face, spoken, lisan, langsung, tatap muka, suara"
    ),
}
"""What each channel is called in sheets, by its word in a script; of several that fit, the first here."""
