// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace telltale::test {

/// Runs an analysis to its end and keeps the last state of everything.
struct AnalysisRun {
    std::map<session::ConnectionId, session::Connection> connections;
    std::map<session::ExchangeId, session::Exchange> exchanges;
    std::map<std::string, session::Leak> leaks;
    std::map<std::string, session::Search> searches;
    std::vector<session::PrivateSpan> spans;
    std::optional<session::Summary> summary;
    std::size_t batches = 0;
    std::shared_ptr<const session::PayloadStore> payloads;
    std::shared_ptr<const decode::DecoderRegistry> decoders;

    void take(const engine::Batch &batch)
    {
        ++batches;
        for (const auto &value : batch.connections)
            connections.insert_or_assign(value.id, value);
        for (const auto &value : batch.exchanges)
            exchanges.insert_or_assign(value.id, value);
        for (const auto &value : batch.leaks)
            leaks.insert_or_assign(value.id, value);
        for (const auto &value : batch.searches)
            searches.insert_or_assign(value.id, value);
        if (batch.privateSpans)
            spans = *batch.privateSpans;
        if (batch.summary)
            summary = batch.summary;
    }

    static AnalysisRun of(const engine::Input &input, engine::Options options = {})
    {
        options.rulesFolder = TELLTALE_RULES_DIR;
        AnalysisRun run;
        auto analysis = engine::Analysis::start(
            input, options, [&run](const std::shared_ptr<const engine::Batch> &batch) { run.take(*batch); });
        EXPECT_TRUE(analysis.ok()) << (analysis.ok() ? "" : analysis.error().text());
        if (analysis.ok()) {
            analysis.value()->wait();
            run.payloads = analysis.value()->payloads();
            run.decoders = analysis.value()->decoders();
        }
        return run;
    }
};

} // namespace telltale::test
