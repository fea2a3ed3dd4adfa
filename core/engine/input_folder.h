// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace telltale::engine {

/// What a path given by the user leads to.
struct ResolvedInput {
    std::string capture;                  ///< file to read
    std::vector<std::string> keyLogs;     ///< keys that lie beside it
    std::string journal = {};             ///< of a session folder; empty: none
    std::string socketTraces = {};        ///< of a PiRogue experiment; empty: none
    std::string ciphers = {};             ///< of a PiRogue experiment; empty: none
};

/// A file stays itself. A session folder (CONTRACT) leads to its capture.pcapng, a PiRogue experiment
/// folder to traffic.pcap with sslkeylog.txt, socket_trace.json and aes_info.json.
/// Any other folder is an error that says what was missing.
base::Result<ResolvedInput> resolveInput(const std::string &path);

} // namespace telltale::engine
