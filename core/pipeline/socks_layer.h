// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/flow_context.h"
#include "reassembly/stream_sink.h"

#include <memory>

namespace telltale::pipeline {

enum class SocksSniff : std::uint8_t { no, yes, needMore };

/// SOCKS 4, 4a and 5 by the first bytes of both sides; a greeting alone is too little to tell, the
/// server's answer settles it.
SocksSniff sniffSocks(base::ByteView originator, base::ByteView responder);

/// Steps over the negotiation of SOCKS 4/4a and 5 (RFC 1928, RFC 1929), then hands both sides to
/// whatever is tunnelled.
class SocksLayer final : public reassembly::StreamSink {
public:
    explicit SocksLayer(FlowContext &flow);
    ~SocksLayer() override;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

private:
    void advance(base::Origin origin);
    void open(std::size_t clientUsed, std::size_t serverUsed, base::Origin origin);

    FlowContext &m_flow;
    base::ByteBuffer m_buffer[2];
    bool m_failed = false;
    std::unique_ptr<reassembly::StreamSink> m_child;
};

} // namespace telltale::pipeline
