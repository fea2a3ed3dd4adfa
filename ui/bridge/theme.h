// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

#include <cstdint>

namespace telltale::bridge {

/// The colours and fonts of the whole window. One object per window, on the GUI thread; everything
/// that paints asks it while painting and repaints on changed().
class Theme final : public QObject {
    Q_OBJECT
public:
    /// What a colour is for. leak is only for leaks, priv only for private browsing.
    enum class Role : std::uint8_t {
        bg,
        pane,
        line,
        ink,
        soft,
        faint,
        accent,
        leak,
        leakBg,
        priv,
        privBg,
        ok,
        sel,
        hl,
        onFill ///< text on a fill of priv or leak
    };
    enum class Mode : std::uint8_t { system, light, dark };

    /// Colours of apps: indices 0 to 6 are colours of the Okabe–Ito set, 7 is the unknown app's grey.
    /// Its vermilion is left out: it is too near to the colour of a leak.
    static constexpr int appColours = 7;
    static constexpr int greyColour = 7;

    static constexpr int cornerRadius = 6; ///< device independent pixels
    static constexpr int space = 4; ///< distances are multiples of this

    explicit Theme(Mode mode = Mode::system, QObject *parent = nullptr);

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool dark() const { return m_dark; }

    [[nodiscard]] QColor color(Role role) const;
    /// Colour of an app by Lane::colour; any other index gives grey.
    [[nodiscard]] QColor app(int index) const;

    [[nodiscard]] QFont body() const; ///< system font, 13 px
    [[nodiscard]] QFont bold() const; ///< the same, semi-bold
    [[nodiscard]] QFont small() const; ///< 11 px, secondary lines and axis labels
    [[nodiscard]] QFont head() const; ///< 11 px capitals, pane heads
    [[nodiscard]] QFont mono() const; ///< fixed width, 12 px, payloads and bytes

    /// The same colours for Qt's own widgets.
    [[nodiscard]] QPalette palette() const;

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    Mode m_mode;
    bool m_dark = false;
};

} // namespace telltale::bridge
