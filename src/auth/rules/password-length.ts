/** Length of a password in UTF-16 code units. No other demands: they make passwords worse. */
export const MIN_PASSWORD = 8
export const MAX_PASSWORD = 128
