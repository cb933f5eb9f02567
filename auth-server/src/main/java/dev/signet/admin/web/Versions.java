package dev.signet.admin.web;

import org.jspecify.annotations.Nullable;

/**
 * The version of a provider that a form was filled in for.
 */
final class Versions {

	private static final int NONE = -1;

	private Versions() {
	}

	/** The version; one that no provider has when there is none. */
	static int read(@Nullable String text) {
		return (text != null && text.matches("\\d{1,9}")) ? Integer.parseInt(text) : NONE;
	}

}
