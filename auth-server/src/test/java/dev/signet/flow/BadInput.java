package dev.signet.flow;

/**
 * One row of the table of bad inputs.
 *
 * @param id the row of the public list
 * @param what the bad input, in words
 * @param attempt prepares honest actors and sends the bad input
 * @param lasting whether the honest actors are as before afterwards, and so must succeed
 * at once; otherwise other ones must
 */
record BadInput(String id, String what, Attempt attempt, boolean lasting) {

	static BadInput row(String id, String what, Attempt attempt) {
		return new BadInput(id, what, attempt, true);
	}

	/** For a row after which the person, the app or the session of the scene is gone. */
	BadInput thenSomebodyElse() {
		return new BadInput(this.id, this.what, this.attempt, false);
	}

	/**
	 * Sends the bad input, and then an honest request that must succeed.
	 * @param usual the actors of all rows that leave them as they are
	 */
	void attemptAmong(Scene usual) throws Exception {
		Scene scene = this.lasting ? usual.again() : new Scene(usual.beans());
		try {
			this.attempt.on(scene);
			(this.lasting ? scene : new Scene(usual.beans())).honest();
		}
		catch (AssertionError | RuntimeException ex) {
			// Reports name the method only
			throw new AssertionError(this + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public String toString() {
		return this.id + " " + this.what;
	}

	/** Something done on a scene. */
	@FunctionalInterface
	interface Attempt {

		void on(Scene scene) throws Exception;

	}

}
