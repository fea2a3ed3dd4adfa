// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "session/values.h"

#include <cstdint>
#include <memory>
#include <mutex>

namespace telltale::session {

/// Append-only store of header blocks and bodies in an unlinked temporary file (mode 0600), so that
/// memory does not grow with traffic. Any thread may append and read; what was appended never changes.
class PayloadStore {
public:
    /// Opens the file in $TMPDIR or /tmp. The error names the folder and says how to choose another.
    static base::Result<std::shared_ptr<PayloadStore>> create();
    ~PayloadStore();
    PayloadStore(const PayloadStore &) = delete;
    PayloadStore &operator=(const PayloadStore &) = delete;

    /// Stores the bytes; an empty view gives an empty reference. A full disk gives an empty
    /// reference too and sets failed().
    PayloadRef append(base::ByteView bytes);

    /// The bytes of @p ref; at most @p limit of them. Empty when the reference is not of this store.
    [[nodiscard]] base::ByteBuffer read(PayloadRef ref, std::uint64_t limit = UINT64_MAX) const;

    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] bool failed() const;

private:
    explicit PayloadStore(int descriptor);

    int m_descriptor;
    mutable std::mutex m_mutex; // protects m_pending, m_written and m_failed
    base::ByteBuffer m_pending; // appended, not written yet: one write per megabyte
    std::uint64_t m_written = 0;
    bool m_failed = false;
};

} // namespace telltale::session
