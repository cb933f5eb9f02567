package dev.signet.linking;

/**
 * What becomes of somebody who comes from a provider, and why.
 *
 * @param reason why, which implies what
 */
public record LinkingDecision(Reason reason) {

	/** One of four. */
	public Result result() {
		return this.reason.result();
	}

	/** There is no fifth. The names are recorded; never rename one. */
	public enum Result {

		/** They are signed in to the account that they are linked to. */
		SIGN_IN,

		/** They get an account. */
		CREATE,

		/** They sign in to an account here, and only then are linked to it. */
		PROVE,

		/** They are told why not, and what to do. */
		REFUSE

	}

	/** Why. The names are recorded; never rename one. */
	public enum Reason {

		/** They are linked to an account. */
		LINKED(Result.SIGN_IN, "linked"),

		/** Nobody here has their address, as far as that is proved. */
		NEW(Result.CREATE, "new"),

		/** The same, and an administrator decides. */
		NEW_TO_APPROVE(Result.CREATE, "new-to-approve"),

		/** The address is theirs, and whoever has it here never showed as much. */
		ADDRESS_WAS_CLAIMED(Result.CREATE, "address-was-claimed"),

		/** The same, and an administrator decides. */
		ADDRESS_WAS_CLAIMED_TO_APPROVE(Result.CREATE, "address-was-claimed-to-approve"),

		/**
		 * The address is theirs, and an account here has it, whose owner reads it too.
		 */
		ADDRESS_HAS_ACCOUNT(Result.PROVE, "address-has-account"),

		/** The same, but its owner could not show that it is theirs. */
		NO_WAY_TO_PROVE(Result.REFUSE, "no-way-to-prove"),

		/** The provider is switched off. */
		PROVIDER_OFF(Result.REFUSE, "provider-off"),

		/** The account is switched off, locked, or not approved yet. */
		ACCOUNT_OFF(Result.REFUSE, "account-off"),

		/** They are new, and nobody new gets in. */
		CREATION_OFF(Result.REFUSE, "creation-off"),

		/** They are new, and their address is not of the right domain. */
		WRONG_DOMAIN(Result.REFUSE, "wrong-domain"),

		/** They are new, and it depends on an address that cannot be proved. */
		NO_ADDRESS(Result.REFUSE, "no-address");

		private final Result result;

		private final String tag;

		Reason(Result result, String tag) {
			this.result = result;
			this.tag = tag;
		}

		/** What it leads to. */
		public Result result() {
			return this.result;
		}

		/**
		 * One sentence for the person: why, and what to do; {@code {0}} is the provider.
		 */
		public String personKey() {
			return "linking.person." + this.tag;
		}

		/** One sentence for administrators; {@code {0}} is the provider. */
		public String adminKey() {
			return "linking.admin." + this.tag;
		}

	}

}
