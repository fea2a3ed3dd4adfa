// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/analysis.h"

#include <string>

namespace telltale::cli {

/// Where PCAPdroid's packets come from: "1234", "10.42.0.1:1234", "[fd00::1]:1234" to listen at; for HTTP the phone's
/// own address, "192.168.1.7" or "192.168.1.7:8080".
base::Result<engine::PcapdroidInput> readPcapdroid(const std::string &value, engine::PcapdroidInput::Sink sink);

/// What standard error says before the first packet, without line end.
std::string pcapdroidLine(const engine::PcapdroidInput &input);

} // namespace telltale::cli
