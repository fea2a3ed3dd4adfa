// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leak/declared_secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// One way to write a secret.
///
/// | name | |
/// |---|---|
/// | (empty) | as it was declared or seen, without white space around it |
/// | `lower`, `upper` | in lower, upper case (ASCII) |
/// | `dashes`, `underscores`, `dots` | words joined so; punctuation at their edges is dropped |
/// | `words` | words with one space between them, without punctuation at their edges |
/// | `nospace` | without white space |
/// | `noplus`, `nodots` | an e-mail address without "+tag"; also without dots before the '@' (RFC 5233, Gmail) |
/// | `digits`, `plus`, `zeros`, `national`, `subscriber` | a phone number: 4917…, +4917…, 004917…, 017…, 17… (ITU-T
/// E.164) | | `first14` | an IMEI without its check digit | | `bare`, `colons`, `hyphens` | hexadecimal digits without
/// and with separators | | `noscheme`, `noslash`, `slash` | a web address without "https://", without and with a slash
/// at its end | | `reversed` | back to front |
struct Spelling {
    std::string name;
    std::string text;
    bool literal = true; ///< is looked for as text
    bool hashed = true; ///< its hashes are looked for
};

/// All spellings of a declared secret, each text once, the simplest name first.
std::vector<Spelling> spellingsOf(SecretKind kind, std::string_view text);

/// Those of a secret that was seen, of which there may be very many: `lower` and `nospace` of a search,
/// the forms of a web address; hashed only, for the text itself is compared folded. And `reversed`, of both.
std::vector<Spelling> harvestedSpellings(bool address, std::string_view text);

} // namespace telltale::leak
