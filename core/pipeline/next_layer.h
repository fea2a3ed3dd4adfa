// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/flow_context.h"
#include "pipeline/protocol.h"
#include "reassembly/stream_sink.h"

#include <memory>
#include <string>
#include <vector>

namespace telltale::pipeline {

/// Stands where it is not known yet what a stream carries: keeps the first bytes of both sides,
/// decides (protocol.h), replays them into the layer chosen and then only passes on.
/// A stream that nothing recognises is looked at again at every packet's first byte, so that a
/// capture that starts in the middle finds its way in.
class NextLayer final : public reassembly::StreamSink {
public:
    /// @param secure  the bytes come out of TLS: URLs get the scheme "https"
    NextLayer(FlowContext &flow, std::string alpn, bool secure);
    ~NextLayer() override;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

private:
    struct Piece {
        base::Side side;
        base::ByteBuffer bytes; ///< empty for a gap
        std::uint64_t gap = 0;
        base::Origin origin;
    };

    void decide(bool final, base::Origin origin);
    void start(ProtocolChoice choice, base::Origin origin);
    void forget();
    [[nodiscard]] base::Side mapped(base::Side side) const { return m_swapped ? base::opposite(side) : side; }

    FlowContext &m_flow;
    std::string m_alpn;
    bool m_secure;
    bool m_unknown = false;
    bool m_swapped = false;
    bool m_ended[2] = {false, false};
    std::vector<Piece> m_pieces;
    base::ByteBuffer m_seen[2];
    std::unique_ptr<reassembly::StreamSink> m_child;
};

} // namespace telltale::pipeline
