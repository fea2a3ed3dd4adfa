// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <utility>
#include <vector>

namespace telltale::tls {

/// A buffer for one decrypted record, from a few that a thread uses again and again. Connections inside
/// connections (TLS through a CONNECT tunnel) hold one each while the outer one's content is being read.
class ScratchBuffer {
public:
    ScratchBuffer()
    {
        if (!pool().empty()) {
            m_bytes = std::move(pool().back());
            pool().pop_back();
        }
    }
    ~ScratchBuffer() { pool().push_back(std::move(m_bytes)); }
    ScratchBuffer(const ScratchBuffer &) = delete;
    ScratchBuffer &operator=(const ScratchBuffer &) = delete;

    base::ByteBuffer &bytes() { return m_bytes; }

private:
    static std::vector<base::ByteBuffer> &pool()
    {
        thread_local std::vector<base::ByteBuffer> buffers;
        return buffers;
    }

    base::ByteBuffer m_bytes;
};

} // namespace telltale::tls
