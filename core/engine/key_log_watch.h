// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/anomaly.h"
#include "base/result.h"
#include "tls/key_store.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace telltale::engine {

/// Reads key log files into the key store: whole files, files that grow, and FIFOs. Belongs to one
/// thread; poll() never blocks.
class KeyLogWatch {
public:
    explicit KeyLogWatch(tls::KeyStore &keys);
    ~KeyLogWatch();
    KeyLogWatch(const KeyLogWatch &) = delete;
    KeyLogWatch &operator=(const KeyLogWatch &) = delete;

    /// Opens the file and reads what is there. The error names the file and the remedy.
    base::Status add(const std::string &path);

    /// Takes in what has come since; true when there was anything.
    bool poll();

    /// The packets are over: reads FIFOs to their end, waiting at most @p patience for a writer that
    /// is silent, and takes last lines that lack an end.
    void finish(std::chrono::milliseconds patience);

    /// What was odd in the logs (bad lines, too many keys); each call gives what came since the last.
    std::vector<base::Anomaly> takeAnomalies();

private:
    struct File;
    bool read(File &file);
    tls::KeyStore &m_keys;
    std::vector<std::unique_ptr<File>> m_files;
    std::vector<base::Anomaly> m_anomalies;
};

} // namespace telltale::engine
