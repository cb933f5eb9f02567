package dev.signet.directory;

/** Whether a directory is asked. The names are stored; never rename one. */
public enum DirectoryState {

	/** New: only its check asks it. */
	HIDDEN,

	/** It is asked for passwords. */
	ENABLED,

	/** It was enabled once and is switched off. What is linked stays. */
	DISABLED

}
