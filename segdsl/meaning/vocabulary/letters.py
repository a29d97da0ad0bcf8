"""Letters that are read alike by `ignoring case and accents`: one fixed table, by every engine.

Each letter is read as the text that its line begins with; the marks of MARKS are read as nothing,
so that a letter and its accent written apart are the letter too. Every other character is itself.
"""

ONE_LETTER = {
    "a": "AÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặÅ",
    "b": "BƀɃḂḃḄḅḆḇ",
    "c": "CÇçĆćĈĉĊċČčḈḉ",
    "d": "DÐðĎďĐđḊḋḌḍḎḏḐḑḒḓ",
    "e": "EÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ",
    "f": "FḞḟ",
    "g": "GĜĝĞğĠġĢģǤǥǦǧǴǵḠḡ",
    "h": "HĤĥĦħȞȟḢḣḤḥḦḧḨḩḪḫẖ",
    "i": "IÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐȈȉȊȋḬḭḮḯỈỉỊị",
    "j": "JĴĵǰ",
    "k": "KĶķǨǩḰḱḲḳḴḵK",
    "l": "LĹĺĻļĽľŁłḶḷḸḹḺḻḼḽ",
    "m": "MḾḿṀṁṂṃ",
    "n": "NÑñŃńŅņŇňŊŋǸǹṄṅṆṇṈṉṊṋ",
    "o": ("OÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ"),
    "p": "PṔṕṖṗ",
    "q": "Q",
    "r": "RŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ",
    "s": "SŚśŜŝŞşŠšȘșṠṡṢṣṤṥṦṧṨṩ",
    "t": "TŢţŤťŦŧȚțṪṫṬṭṮṯṰṱẗ",
    "u": "UÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự",
    "v": "VṼṽṾṿ",
    "w": "WŴŵẀẁẂẃẄẅẆẇẈẉẘ",
    "x": "XẊẋẌẍ",
    "y": "YÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ",
    "z": "ZŹźŻżŽžƵƶẐẑẒẓẔẕ",
}
SEVERAL_LETTERS = {
    "ae": "ÆæǢǣǼǽ",
    "oe": "Œœ",
    "ss": "ßẞ",
    "th": "Þþ",
    "ij": "Ĳĳ",
    "lj": "Ǉǈǉ",
    "nj": "Ǌǋǌ",
}
MARKS = "".join(map(chr, range(0x300, 0x370)))

ALIKE = {
    **{letter: plain for plain, letters in ONE_LETTER.items() for letter in letters},
    **{letter: plain for plain, letters in SEVERAL_LETTERS.items() for letter in letters},
    **dict.fromkeys(MARKS, ""),
}


def fold(text: str) -> str:
    """The text as it is compared."""
    return "".join(ALIKE.get(letter, letter) for letter in text)
