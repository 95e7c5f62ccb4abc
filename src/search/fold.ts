// Accents of Latin, Greek and Cyrillic, points and vowel marks of Hebrew and Arabic, the Arabic stroke that stretches a
// word. Vowel signs of other scripts are letters to their readers and stay.
const marks = /[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670]/g;

/** A text in the one spelling in which words are compared: compatibility forms, small letters, no accents. */
export function fold(text: string): string {
  return text.normalize("NFKD").replaceAll(marks, "").normalize("NFC").toLowerCase();
}
