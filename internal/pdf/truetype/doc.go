// Package truetype reads TrueType fonts as far as a typesetter needs them: which
// characters a font has, how wide they are, what it calls itself. In flows a font
// file or one that Pack has packed; out flow small fonts with only the characters
// that a document uses (Subset).
//
// A packed font holds its outlines in three tiers, common characters first, so
// that a report unpacks a tenth of a Chinese font: nothing in it is changed, and
// Restore gives back the file it was made from.
package truetype
