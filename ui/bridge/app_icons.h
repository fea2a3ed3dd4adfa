// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QImage>
#include <QString>

#include <cstddef>
#include <map>

namespace telltale::attribution {
struct AppFace;
}

namespace telltale::bridge {

/// The icons of a session's apps, all in one shape. Their pictures come from apps that anybody may have made: what is
/// no PNG, WebP, JPEG or drawing of ours, is larger than an icon, or cannot be read, is none. GUI thread.
class AppIcons {
public:
    static constexpr int side = 96; ///< pixels
    /// A phone is asked for half as many; a session folder may say of any number.
    static constexpr std::size_t most = 2000;

    /// It replaces an earlier face of its package. Further packages than those kept have none.
    void add(const attribution::AppFace &face);
    void clear() { m_icons.clear(); }

    /// No app has one.
    [[nodiscard]] bool empty() const { return m_icons.empty(); }
    /// Null where the package has none.
    [[nodiscard]] QIcon icon(const QString &package) const;
    [[nodiscard]] QImage image(const QString &package) const;

private:
    struct Icon {
        QImage image;
        QIcon icon;
    };
    std::map<QString, Icon> m_icons; // by package
};

/// The icon of a face, AppIcons::side pixels wide and high; null where it has none.
[[nodiscard]] QImage iconImage(const attribution::AppFace &face);

} // namespace telltale::bridge
