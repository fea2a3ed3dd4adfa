// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/flow_context.h"
#include "reassembly/stream_sink.h"

#include <memory>

namespace telltale::pipeline {

/// Adapts passive TLS decryption: facts go into the connection, application data to the next layer.
class TlsLayer final : public reassembly::StreamSink {
public:
    explicit TlsLayer(FlowContext &flow);
    ~TlsLayer() override;

    void data(base::Side side, base::ByteView bytes, base::Origin origin) override;
    void gap(base::Side side, std::uint64_t size, base::Origin origin) override;
    void end(base::Side side, reassembly::StreamEnd how, base::Origin origin) override;
    void keysChanged() override;

private:
    class Decrypted; // the listener: what comes out of TLS
    std::unique_ptr<Decrypted> m_decrypted;
};

} // namespace telltale::pipeline
