// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/recorded_ciphers.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace telltale::attribution {

/// What PiRogue recorded of apps' own encryption.
struct PirogueCiphers {
    std::vector<decode::RecordedCipher> ciphers; ///< each opens with its own key
    std::size_t unproven = 0; ///< records whose key does not open either side: other ciphers, parts of a whole
    std::size_t odd = 0; ///< records that are none, and text that is no JSON
};

/// Reads `aes_info.json`: an array of records, or one on each line, with `data{alg, key, iv, in, out}` in hexadecimal.
/// Which of in and out was encrypted is not said: it is the one that the key opens to the other. Total.
PirogueCiphers readPirogueCiphers(std::string_view text);

} // namespace telltale::attribution
