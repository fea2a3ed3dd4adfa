// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/input_folder.h"

#include <filesystem>

namespace telltale::engine {

namespace fs = std::filesystem;

base::Result<ResolvedInput> resolveInput(const std::string &path)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return ResolvedInput{path, {}, {}};
    const fs::path folder(path);
    if (fs::exists(folder / "capture.pcapng", error))
        return ResolvedInput{folder / "capture.pcapng", {}, folder / "journal.ndjson"};
    for (const char *name : {"traffic.pcap", "traffic.pcapng"}) {
        if (!fs::exists(folder / name, error))
            continue;
        ResolvedInput found{folder / name, {}, {}};
        if (fs::exists(folder / "sslkeylog.txt", error))
            found.keyLogs.push_back(folder / "sslkeylog.txt");
        if (fs::exists(folder / "socket_trace.json", error))
            found.socketTraces = folder / "socket_trace.json";
        if (fs::exists(folder / "aes_info.json", error))
            found.ciphers = folder / "aes_info.json";
        return found;
    }
    return base::Error{base::ErrorKind::input,
                       "The folder " + path + " holds neither capture.pcapng (a session) nor traffic.pcap (PiRogue).",
                       "Give the capture file itself."};
}

} // namespace telltale::engine
