// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/recorded_ciphers.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace telltale::attribution {

/// What PiRogue recorded of apps' own encryption.
struct PirogueCiphers {
    std::vector<decode::RecordedCipher> ciphers; ///< each proven by a recorded key
    std::size_t unproven = 0; ///< records that no recorded key proves: other ciphers, parts of a whole
    std::size_t odd = 0; ///< records that are none, and text that is no JSON
};

/// Reads `aes_info.json`: an array of records, or one on each line, with `data{alg, key, iv, in, out}` in hexadecimal,
/// as PiRogue's script for Frida writes them:
/// - a key when an app makes one (javax.crypto.spec.SecretKeySpec), without `in` and `out`;
/// - Cipher.doFinal() with algorithm and initial vector, without the key. `in` is what all calls of update() were given
///   since the last doFinal(), and this one; `out` is what doFinal() returned, not what update() had before.
///
/// So a record is tried with its own key, else with the latest keys of its process, and it counts where a key proves
/// it: `out` opens to what stands in `in`, or `in` opens to `out`. Which of both was encrypted is not said otherwise.
/// Where `out` is only the end of what the key makes of `in`, the parts of update() are joined: the rest follows from
/// the key.
///
/// What cannot be told: the script has one store for a whole process, and no record names its Cipher. Of ciphers that
/// are used in turn the inputs stand in one another's records: what stood before can be told from the input of a single
/// doFinal(), by the length that `out` asks for, but not from parts. What a call took of an array ("off", "len") is not
/// recorded, nor what doFinal() wrote into an array it was given, nor the additional data of GCM, without which its tag
/// proves nothing. Total; at most 64 keys of a process, a million tries and 4 GiB of them, then records are left
/// unproven.
PirogueCiphers readPirogueCiphers(std::string_view text);

} // namespace telltale::attribution
