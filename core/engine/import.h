// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "engine/bounded_queue.h"
#include "engine/finding.h"
#include "session/payload_store.h"

#include <atomic>
#include <string>

namespace telltale::engine {

/// Reads exchanges that another program recorded (HAR, mitmproxy flows) and hands them to the analyst
/// as shards do; ends with ReaderEnd. There are no packets behind them: their numbers stay empty, and
/// each exchange is a connection of its own.
void importExchanges(const std::string &path, const RequestOpener &opener, session::PayloadStore &payloads,
                     const base::Limits &limits, const std::atomic<bool> &stop, BoundedQueue<Findings> &findings);

} // namespace telltale::engine
