package dev.signet.key;

import dev.signet.node.ChangeListener;
import dev.signet.node.Changes;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets every node read the ring again when another key signs or one was withdrawn, in the
 * transaction in which that happened. What is less urgent is seen at the next refresh.
 */
@Component
class KeyChanges implements ChangeListener {

	private final KeyRing ring;

	private final Changes changes;

	KeyChanges(KeyRing ring, Changes changes) {
		this.ring = ring;
		this.changes = changes;
	}

	@EventListener({ KeyRotated.class, KeyWithdrawn.class })
	void announce() {
		this.changes.announce(topic());
	}

	@Override
	public String topic() {
		return "key";
	}

	@Override
	public void changed() {
		this.ring.refreshSoon();
	}

}
