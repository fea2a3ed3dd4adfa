// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace telltale::rules {

/// A folder of rules that goes away with the test.
class ScratchFolder {
public:
    ScratchFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "telltale-rules-XXXXXX").string();
        m_path = ::mkdtemp(name.data()) != nullptr ? name : std::string();
    }
    ~ScratchFolder()
    {
        if (!m_path.empty())
            std::filesystem::remove_all(m_path);
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    [[nodiscard]] const std::string &path() const { return m_path; }
    void write(const std::string &name, const std::string &text) const { std::ofstream(m_path + "/" + name) << text; }
    void remove(const std::string &name) const { std::filesystem::remove(m_path + "/" + name); }

private:
    std::string m_path;
};

/// A tracker file with one endpoint; @p more are lines of the endpoint.
inline std::string trackerFile(
    const std::string &service, const std::string &endpoint, const std::string &host, const std::string &more = {})
{
    return "service = \"" + service + "\"\npurpose = \"analytics\"\nsource = \"a test\"\n[[endpoint]]\nname = \""
        + endpoint + "\"\nhosts = [\"" + host + "\"]\n" + more;
}

} // namespace telltale::rules
