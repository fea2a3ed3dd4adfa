// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/packet_source.h"
#include "decode/recorded_ciphers.h"
#include "engine/analysis.h"
#include "session/folder/session_recorder.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace telltale::engine {

/// An input as it is before any thread runs.
struct OpenedInput {
    std::unique_ptr<capture::PacketSource> source;
    std::string importPath = {};               ///< instead of a source: exchanges that another program recorded
    std::vector<std::string> keyLogs = {};     ///< that lie beside it
    std::string digestPath = {};               ///< empty: no digest
    bool live = false;                         ///< packets come at their own time: one shard, leaks at once
    bool stoppable = false;                    ///< the source itself ends when asked to
    std::function<void()> endInterception = {}; ///< any thread; empty: there is no interception
    std::shared_ptr<session::SessionRecorder> recorder = {}; ///< null: nothing is recorded
    std::string journalPath = {};              ///< of a session that is opened again; empty: none
    std::shared_ptr<const decode::RecordedCiphers> ciphers = {}; ///< that lie beside it; null: none
};

/// Opens a file, starts the programs that watch an interface. Errors name the input and the remedy.
base::Result<OpenedInput> openInput(const Input &input, const base::Limits &limits);

} // namespace telltale::engine
