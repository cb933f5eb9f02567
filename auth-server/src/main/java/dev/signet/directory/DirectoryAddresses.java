package dev.signet.directory;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Knows which address of a directory answered last. It is asked first, as one that is
 * silent would take its share of the time from each call. Each node finds that out by
 * itself.
 */
@Component
class DirectoryAddresses {

	private final Map<DirectoryId, URI> answered = new ConcurrentHashMap<>();

	/** All addresses of a directory, in the order in which they are to be asked. */
	List<URI> inOrder(Directory directory) {
		List<URI> addresses = new ArrayList<>(directory.settings().server().addresses());
		URI last = this.answered.get(directory.id());
		if (last != null && addresses.remove(last)) {
			addresses.add(0, last);
		}
		return addresses;
	}

	/** It said something, were it that a password is wrong. */
	void answered(Directory directory, URI address) {
		this.answered.put(directory.id(), address);
	}

	@EventListener
	void on(DirectoryRemoved event) {
		this.answered.remove(event.directoryId());
	}

}
