(source_file) @local.scope

(element id: (id) @local.definition)

(reference) @local.reference
