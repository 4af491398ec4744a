/**
 * An object with more named properties than this is a dictionary: its keys come from data, not from the program. Growth
 * paths give them one label, and redaction does not take them for names.
 */
export const DICTIONARY_PROPERTIES = 48;
