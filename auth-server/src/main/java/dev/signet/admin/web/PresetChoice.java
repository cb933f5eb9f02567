package dev.signet.admin.web;

import java.util.Locale;

import dev.signet.federation.preset.Preset;

/**
 * A kind of provider as something to choose, and in the address of its page:
 * {@code openid-connect}.
 *
 * @param name the end of the key of its words, {@code admin.preset.}
 * @param path its name in addresses
 * @param initial its first letter, in place of a picture
 */
record PresetChoice(String name, String path, String initial) {

	static PresetChoice of(Preset preset) {
		String name = preset.name();
		return new PresetChoice(name, name.toLowerCase(Locale.ROOT).replace('_', '-'), name.substring(0, 1));
	}

	/** Whether it is any that speaks a standard, and no certain one. */
	boolean generic() {
		return this.name.equals(Preset.OPENID_CONNECT.name()) || this.name.equals(Preset.OAUTH2.name());
	}

}
