// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bridge/theme.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;
class QTimer;

namespace telltale::shell {

/// What can be done, in one row. It knows nothing of the session: the window tells it what runs.
class ToolBar final : public QWidget {
    Q_OBJECT
public:
    explicit ToolBar(const bridge::Theme &theme, QWidget *parent = nullptr);

    void setRunning(bool running, bool live);
    /// @p milliseconds since it began
    void setPrivate(bool on, qint64 milliseconds);
    void setFrozen(bool frozen);
    [[nodiscard]] bool frozen() const;
    /// The button that brings a folded inspector back.
    void setDetailsFoldable(bool foldable);
    void setDetailsShown(bool shown);

    [[nodiscard]] QLineEdit *filter() const { return m_filter; }

signals:
    void openWanted();
    void watchWanted();
    void demoWanted();
    void stopWanted();
    void privateToggled(bool on);
    void filterChanged(const QString &text);
    void freezeToggled(bool frozen);
    void settingsWanted();
    void detailsToggled(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    QPushButton *add(const QString &name, const QString &text, const QString &tip);
    void makeFilter();
    void applyTheme();

    /// A button whose picture says enough where there is no room for its text.
    struct Short {
        QPushButton *button = nullptr;
        QString text;
    };

    const bridge::Theme &m_theme;
    std::vector<Short> m_short;
    QPushButton *m_demo = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_private = nullptr;
    QPushButton *m_freeze = nullptr;
    QPushButton *m_settings = nullptr;
    QPushButton *m_details = nullptr;
    QLineEdit *m_filter = nullptr;
    QTimer *m_filterDelay = nullptr;
};

} // namespace telltale::shell
