// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/exchange_builder.h"
#include "pipeline/flow_context.h"
#include "reassembly/stream_sink.h"

#include <memory>

namespace telltale::pipeline {

/// Adapts the HTTP parsers: their events become exchanges.
class HttpLayer final : public reassembly::StreamSink {
public:
    /// @param http2   HTTP/2 from the first byte (ALPN or prior knowledge); otherwise HTTP/1
    /// @param secure  the bytes came out of TLS
    HttpLayer(FlowContext &flow, bool http2, bool secure);
    ~HttpLayer() override;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

private:
    bool m_ended[2] = {false, false};
    ExchangeBuilder m_builder;
    std::unique_ptr<reassembly::StreamSink> m_parser;
};

} // namespace telltale::pipeline
