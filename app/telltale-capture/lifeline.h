// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <sys/types.h>

namespace telltale::capturing {

/// When this process has to end: on SIGINT or SIGTERM, and when the process that started it is gone.
/// One for the whole program, made first thing in main().
class Lifeline {
public:
    Lifeline();
    Lifeline(const Lifeline &) = delete;
    Lifeline &operator=(const Lifeline &) = delete;

    /// Asks the kernel for a signal at the parent's end, and makes writing to a pipe or socket on
    /// standard output return instead of wait, so that no reader holds the end up. After rights and identity were given
    /// up: that takes the wish back (prctl(2)).
    base::Status arm();

    [[nodiscard]] bool stopRequested() const;

    /// True too when the parent ended before arm(). The kernel's signal alone would not do: it also
    /// comes when just the thread ends that started this process.
    [[nodiscard]] bool parentGone() const;

private:
    pid_t m_parent;
};

} // namespace telltale::capturing
