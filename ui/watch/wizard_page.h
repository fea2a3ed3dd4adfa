// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/interface_list.h"
#include "bridge/theme.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace telltale::watch {

/// What has been chosen so far; the wizard owns it, its pages fill it in.
struct Draft {
    bridge::Interface interface;
    std::optional<bridge::Phone> phone; ///< none: all behind the interface
    bool decrypt = false;
    QString wifiName; ///< of a hotspot that the wizard started; empty for others
    QString wifiPassword;
};

/// Looks at the interfaces of this computer; another one in tests.
using Look = std::function<std::vector<bridge::Interface>()>;

/// One question of the wizard: a title, a sentence, what is asked, and the way on.
class WizardPage : public QWidget {
    Q_OBJECT
public:
    explicit WizardPage(const bridge::Theme &theme, const QString &title, QWidget *parent = nullptr);

    /// Shows the question anew, from the draft. Called each time before the page is shown.
    virtual void enter() = 0;
    /// Looks again at what may have changed, each second while the page is shown.
    virtual void lookAgain() { }
    /// What the button that goes on says, and whether it can be pressed.
    [[nodiscard]] virtual QString goOnText() const;
    [[nodiscard]] virtual bool canGoOn() const { return true; }
    /// Text of the button that goes on without this page's answer; empty for none.
    [[nodiscard]] virtual QString skipText() const { return {}; }
    /// What has the focus when the page is shown.
    [[nodiscard]] virtual QWidget *first() { return this; }

    [[nodiscard]] const QString &title() const { return m_titleText; }

signals:
    void changed(); ///< goOnText(), canGoOn() or skipText()
    void goOnWanted();

protected:
    void setTitle(const QString &title);
    void setLead(const QString &lead);
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// A label whose text wraps, in a colour of the theme.
    QLabel *text(bridge::Theme::Role role, const QFont &font);
    [[nodiscard]] const bridge::Theme &theme() const { return m_theme; }

private:
    const bridge::Theme &m_theme;
    QString m_titleText;
    QLabel *m_title = nullptr;
    QLabel *m_lead = nullptr;
    QVBoxLayout *m_body = nullptr;
};

} // namespace telltale::watch
